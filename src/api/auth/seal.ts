// Seals what a session of the page stands for into text for a cookie (AES-256-GCM): proxies and access logs that note
// cookies learn neither a key nor a person from it, and nobody without the secret can make one.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface Seal {
  /** @returns base64url of nonce, ciphertext and tag; another one each time. */
  close(claims: object): string;
  /** @returns the claims; undefined for what this seal did not close. */
  open(sealed: string): unknown;
}

/**
 * @param secret the same in every replica; the key is derived from it.
 * @param purpose what is sealed for one purpose cannot be opened for another.
 */
export function createSeal(secret: string | Uint8Array, purpose: string): Seal {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', `air-paradis session ${purpose}`, 32));

  function decrypted(bytes: Buffer): Buffer {
    const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  }

  return {
    close(claims) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
      const text = Buffer.concat([cipher.update(JSON.stringify(claims)), cipher.final()]);
      return Buffer.concat([nonce, text, cipher.getAuthTag()]).toString('base64url');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url');
      if (bytes.length <= NONCE_BYTES + TAG_BYTES) return undefined;
      try {
        return JSON.parse(decrypted(bytes).toString());
      } catch {
        return undefined;
      }
    },
  };
}
