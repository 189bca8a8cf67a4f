/** Whether sharp, which decodes every format but PNG, is installed. */
export async function doctor(): Promise<readonly (readonly [string, string])[]> {
  try {
    const { default: sharp } = await import('sharp');
    return [['sharp', sharp.versions.sharp ?? 'present']];
  } catch {
    return [['sharp', 'missing: JPEG and WebP cannot be read (PNG can); npm install sharp']];
  }
}
