/** Whether sharp is here, which decodes all formats but PNG. */
export async function doctor(): Promise<readonly (readonly [string, string])[]> {
  try {
    const { default: sharp } = await import('sharp');
    return [['sharp', sharp.versions.sharp ?? 'present']];
  } catch {
    return [['sharp', 'missing: JPEG and WebP cannot be read (PNG can); npm install sharp']];
  }
}
