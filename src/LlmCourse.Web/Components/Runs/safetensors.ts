// Reads float32 tensors from a safetensors file: 8 bytes of header length, a JSON header, then the numbers.

export interface Tensor { shape: number[]; data: Float32Array }

export function parseSafetensors(buffer: ArrayBuffer): Map<string, Tensor> {
  if (buffer.byteLength < 8) throw new Error('The file is too short to be safetensors.');
  const headerLength = Number(new DataView(buffer).getBigUint64(0, true));
  if (8 + headerLength > buffer.byteLength) throw new Error('The header of the safetensors file is longer than the file.');
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, headerLength))) as
    Record<string, { dtype: string; shape: number[]; data_offsets: [number, number] }>;
  const tensors = new Map<string, Tensor>();
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const { dtype, shape, data_offsets: [from, to] } = entry;
    if (dtype !== 'F32') throw new Error(`Tensor '${name}' has type ${dtype}; only F32 is read here.`);
    const start = 8 + headerLength + from;
    if (shape.reduce((a, b) => a * b, 1) * 4 !== to - from || 8 + headerLength + to > buffer.byteLength) throw new Error(`Tensor '${name}' does not fit its shape.`);
    tensors.set(name, { shape, data: new Float32Array(buffer.slice(start, start + to - from)) }); // a copy, because the start need not be aligned
  }
  return tensors;
}
