import type { StoredFile } from './api';

/** An upload that the server refused or that did not arrive, in its own words. */
export class UploadError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
  ) {
    super(message);
    this.name = 'UploadError';
  }
}

/** Streams a file to the store. XMLHttpRequest, since `fetch` does not tell how much was sent. */
export function uploadFile(file: File, onProgress: (share: number) => void, signal?: AbortSignal): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', `/api/files?name=${encodeURIComponent(file.name)}`);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total }) => total > 0 && onProgress(loaded / total);
    request.onerror = () =>
      reject(new UploadError(`${file.name} did not arrive.`, 'Check the connection and drop it again.'));
    request.onload = () => {
      if (request.status === 201) resolve(request.response as StoredFile);
      else reject(refusal(file.name, request.response));
    };
    request.onabort = () => reject(new DOMException(`${file.name} was not uploaded.`, 'AbortError'));
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}

function refusal(name: string, answer: unknown): UploadError {
  const error = (answer as { error?: { message?: string; hint?: string } } | null)?.error;
  return new UploadError(error?.message ?? `${name} was not taken.`, error?.hint);
}
