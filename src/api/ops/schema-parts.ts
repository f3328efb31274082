// What are the schemas of /ops/v1 made of?

/** A JSON Schema, as data. */
export type Schema = Readonly<Record<string, unknown>>;

export const text: Schema = { type: 'string' };
export const time: Schema = { type: 'string', format: 'date-time' };
export const whole: Schema = { type: 'integer', minimum: 0 };
export const list = (items: Schema): Schema => ({ type: 'array', items });
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
export const record = (properties: Record<string, Schema>, optional: readonly string[] = []): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
export const page = (name: string): Schema => record({ items: list(ref(name)), next: text }, ['next']);

export const words = record({ nb: text, en: text });
export const pinned = record({ reference: text, version: whole });
export const effect: Schema = { type: 'string', enum: ['permit', 'narrow', 'deny'] };
