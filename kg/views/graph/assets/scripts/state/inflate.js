// Unpacks what Python packed with zlib (RFC 1950 and 1951): at once, so that a profile is there when it is asked for.

const LENGTHS = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258]; // prettier-ignore
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const DISTANCES = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577]; // prettier-ignore
const DISTANCE_BITS = DISTANCES.map((_, at) => Math.max(0, (at >> 1) - 1));
const CODE_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** A table for Huffman codes of these lengths: for each of all 15-bit prefixes (low bit first), symbol * 16 + length. */
function huffman(lengths) {
  const table = new Uint16Array(1 << 15);
  let code = 0;
  for (let size = 1; size <= 15; size += 1) {
    for (let symbol = 0; symbol < lengths.length; symbol += 1) {
      if (lengths[symbol] !== size) continue;
      let reversed = 0;
      for (let bit = 0; bit < size; bit += 1) reversed |= ((code >> bit) & 1) << (size - 1 - bit);
      for (let at = reversed; at < 1 << 15; at += 1 << size) table[at] = (symbol << 4) | size;
      code += 1;
    }
    code <<= 1;
  }
  return table;
}

class Bits {
  constructor(bytes) {
    Object.assign(this, { bytes, at: 2, held: 0, size: 0 }); // behind zlib's head of two bytes
  }

  need(count) {
    while (this.size < count) {
      this.held |= (this.bytes[this.at] ?? 0) << this.size;
      this.at += 1;
      this.size += 8;
    }
  }

  take(count) {
    if (!count) return 0;
    this.need(count);
    const value = this.held & ((1 << count) - 1);
    this.held >>>= count;
    this.size -= count;
    return value;
  }

  symbol(table) {
    this.need(15);
    const entry = table[this.held & 0x7fff];
    this.held >>>= entry & 15;
    this.size -= entry & 15;
    return entry >> 4;
  }

  /** Where the next whole byte begins. */
  align() {
    this.at -= this.size >> 3;
    this.held = this.size = 0;
  }
}

/** The two tables of a block with codes of its own. */
function ownTables(bits) {
  const [literals, distances, codes] = [bits.take(5) + 257, bits.take(5) + 1, bits.take(4) + 4];
  const first = new Uint8Array(19);
  for (let at = 0; at < codes; at += 1) first[CODE_ORDER[at]] = bits.take(3);
  const table = huffman(first);
  const lengths = new Uint8Array(literals + distances);
  for (let at = 0; at < lengths.length; ) {
    const symbol = bits.symbol(table);
    if (symbol < 16) {
      lengths[at] = symbol;
      at += 1;
    } else {
      const repeated = symbol === 16 ? lengths[at - 1] : 0;
      const count = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
      lengths.fill(repeated, at, at + count);
      at += count;
    }
  }
  return [huffman(lengths.subarray(0, literals)), huffman(lengths.subarray(literals))];
}

const fixed = { tables: null };

function fixedTables() {
  fixed.tables ??= [
    huffman(Uint8Array.from({ length: 288 }, (_, at) => (at < 144 ? 8 : at < 256 ? 9 : at < 280 ? 7 : 8))),
    huffman(new Uint8Array(30).fill(5)),
  ];
  return fixed.tables;
}

function copyBlock(bits, [literals, distances], out, start) {
  let to = start;
  for (;;) {
    const symbol = bits.symbol(literals);
    if (symbol === 256) return to;
    if (symbol < 256) {
      out[to] = symbol;
      to += 1;
      continue;
    }
    const length = LENGTHS[symbol - 257] + bits.take(LENGTH_BITS[symbol - 257]);
    const code = bits.symbol(distances);
    const from = to - DISTANCES[code] - bits.take(DISTANCE_BITS[code]);
    for (let at = 0; at < length; at += 1) out[to + at] = out[from + at];
    to += length;
  }
}

/** The bytes of a base64 text. */
function bytesOf(text) {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = binary.charCodeAt(at);
  return bytes;
}

/** The text of `size` bytes in UTF-8 that was packed. */
function unpacked(packed, size) {
  const bits = new Bits(bytesOf(packed));
  const out = new Uint8Array(size);
  for (let to = 0, last = false; !last; ) {
    last = bits.take(1) === 1;
    const type = bits.take(2);
    if (type === 0) {
      bits.align();
      const length = bits.bytes[bits.at] | (bits.bytes[bits.at + 1] << 8);
      out.set(bits.bytes.subarray(bits.at + 4, bits.at + 4 + length), to);
      bits.at += 4 + length;
      to += length;
    } else to = copyBlock(bits, type === 1 ? fixedTables() : ownTables(bits), out, to);
  }
  return new TextDecoder().decode(out);
}
