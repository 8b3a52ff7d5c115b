import type { OnnxSignature } from '@/server/compiler/emit/onnx';
import type { Answer, RequestTable } from './tensor-columns';

export type BatchQuestion =
  | {
      readonly kind: 'load';
      readonly model: string;
      readonly bytes: Uint8Array;
      readonly signature: OnnxSignature;
    }
  | {
      readonly kind: 'predict';
      readonly model: string;
      readonly table: RequestTable;
      readonly rowCount: number;
    }
  | { readonly kind: 'unload'; readonly model: string };

/** Only a prediction has an answer. */
export type BatchReply = Answer | undefined;
