import { describe, expect, it } from 'vitest';
import { parseSafetensors } from './safetensors';

function file(header: object, numbers: number[], padding = ''): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(header) + padding), bytes = new Uint8Array(8 + text.length + numbers.length * 4);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(new Uint8Array(new Float32Array(numbers).buffer), 8 + text.length);
  return bytes.buffer;
}
const tensor = (shape: number[], from: number, to: number, dtype = 'F32') => ({ dtype, shape, data_offsets: [from, to] });

describe('parseSafetensors', () => {
  it.each(['', ' ', '  ', '   '])('reads a tensor wherever its numbers start (%j)', (padding) => {
    const read = parseSafetensors(file({ attention: tensor([2, 2], 0, 16) }, [1, 2, 3, 4], padding)).get('attention');
    expect(read?.shape).toEqual([2, 2]);
    expect(Array.from(read!.data)).toEqual([1, 2, 3, 4]);
  });
  it('reads two tensors and passes metadata over', () => {
    const read = parseSafetensors(file({ __metadata__: { step: '3' }, a: tensor([1], 0, 4), b: tensor([2], 4, 12) }, [7, 8, 9]));
    expect([...read.keys()]).toEqual(['a', 'b']);
    expect(Array.from(read.get('b')!.data)).toEqual([8, 9]);
  });
  it('refuses a shape that its bytes do not fill', () => expect(() => parseSafetensors(file({ a: tensor([3], 0, 8) }, [1, 2]))).toThrow('does not fit'));
  it('refuses bytes beyond the end', () => expect(() => parseSafetensors(file({ a: tensor([4], 0, 16) }, [1, 2]))).toThrow('does not fit'));
  it('refuses other types', () => expect(() => parseSafetensors(file({ a: tensor([2], 0, 4, 'F16') }, [1]))).toThrow('F16'));
  it('refuses half a file', () => expect(() => parseSafetensors(new ArrayBuffer(4))).toThrow('too short'));
  it('refuses a header longer than the file', () => {
    const bytes = new ArrayBuffer(16);
    new DataView(bytes).setBigUint64(0, 999n, true);
    expect(() => parseSafetensors(bytes)).toThrow('longer than the file');
  });
});
