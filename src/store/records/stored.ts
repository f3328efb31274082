// What is a resource as the store keeps it?

/** A resource as stored: `content` is its JSON text, byte for byte what is answered. */
export interface StoredResource {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly updated: Date;
  /** True for the version that deleted it; `content` is then empty. */
  readonly deleted: boolean;
  readonly content: string;
  /** How this version came to be. */
  readonly method: 'POST' | 'PUT' | 'DELETE';
}
