import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** Plain data as JSON text with object keys in code-unit order and `undefined` left out: equal values, equal text. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : JSON.stringify(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const entry of value) text += text === '' ? canonicalJson(entry) : `,${canonicalJson(entry)}`;
    return `[${text}]`;
  }
  const record = value as Record<string, unknown>;
  for (const key of Object.keys(record).sort()) {
    const entry = record[key];
    if (entry !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(entry)}`;
  }
  return `{${text}}`;
}

/** First 32 hex digits of the SHA-256 of the canonical JSON. */
export function contentKey(value: unknown): string {
  return hashText(canonicalJson(value));
}

export function hashText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text))).slice(0, 32);
}
