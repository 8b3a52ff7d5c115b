import type { OnnxSignature } from '@/server/compiler/emit/onnx';
import type { Answer, RequestTable } from './tensor-columns';

export type BatchQuestion =
  | {
      readonly id: number;
      readonly kind: 'load';
      readonly model: string;
      readonly bytes: Uint8Array;
      readonly signature: OnnxSignature;
    }
  | {
      readonly id: number;
      readonly kind: 'predict';
      readonly model: string;
      readonly table: RequestTable;
      readonly rowCount: number;
    }
  | { readonly id: number; readonly kind: 'unload'; readonly model: string };

export interface BatchReply {
  readonly id: number;
  readonly answer?: Answer;
  readonly error?: string;
}
