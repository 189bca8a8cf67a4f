/**
 * How points are drawn, for the page's script: as little balls lit from the camera's upper left, coloured by height from blue to orange,
 * as `renderCloud` draws them.
 */
export const BALLS = String.raw`
/** opaque: whether on a background. radius: of a ball, in units of the scene; pixels: that a unit takes at distance 1; low and high: the heights of the colours' ends. */
const ballMaterial = (THREE, opaque) => new THREE.ShaderMaterial({
  uniforms: { radius: { value: 0.02 }, pixels: { value: 500 }, low: { value: -1 }, high: { value: 1 } },
  // Alpha becomes the share of a pixel's samples that are covered, which smooths edges; the alpha of a background stays 1.
  alphaToCoverage: true,
  blending: THREE.CustomBlending,
  blendSrc: THREE.OneFactor,
  blendDst: THREE.ZeroFactor,
  blendSrcAlpha: opaque ? THREE.ZeroFactor : THREE.OneFactor,
  blendDstAlpha: opaque ? THREE.OneFactor : THREE.ZeroFactor,
  vertexShader: [
    'uniform float radius;',
    'uniform float pixels;',
    'uniform float low;',
    'uniform float high;',
    'varying float height;',
    'void main() {',
    '  height = high > low ? clamp((position.y - low) / (high - low), 0.0, 1.0) : 0.5;',
    '  vec4 seen = modelViewMatrix * vec4(position, 1.0);',
    '  gl_Position = projectionMatrix * seen;',
    '  gl_PointSize = max(1.5, 2.0 * radius * pixels / -seen.z);',
    '}',
  ].join('\n'),
  fragmentShader: [
    'varying float height;',
    'const vec3 LOW = vec3(38.0, 84.0, 158.0) / 255.0;',
    'const vec3 MIDDLE = vec3(92.0, 168.0, 170.0) / 255.0;',
    'const vec3 HIGH = vec3(242.0, 152.0, 64.0) / 255.0;',
    'void main() {',
    '  vec2 at = 2.0 * gl_PointCoord - 1.0;',
    '  float outwards = 1.0 - dot(at, at);',
    '  float cover = clamp(0.5 + outwards / fwidth(outwards), 0.0, 1.0);',
    '  if (cover <= 0.0) discard;',
    '  float facing = sqrt(max(0.0, outwards));',
    '  float light = 0.5 + 0.5 * max(0.0, (2.0 * facing - at.x - at.y) / sqrt(6.0));',
    '  vec3 own = height < 0.5 ? mix(LOW, MIDDLE, 2.0 * height) : mix(MIDDLE, HIGH, 2.0 * height - 1.0);',
    '  gl_FragColor = vec4(own * light, cover);',
    '}',
  ].join('\n'),
});
`;
