// Cards as hosts get them: JSON, of which a test reads whatever it looks for.

export type CardObject = Readonly<Record<string, unknown>>;

export interface CardJson {
  readonly lang: string;
  readonly speak: string;
  readonly fallbackText: string;
  readonly body: readonly CardObject[];
  readonly actions?: readonly CardObject[];
}

/** Every object inside a card, at whatever depth, the card itself first. */
export function elementsOf(value: unknown): CardObject[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value as CardObject, ...Object.values(value).flatMap(elementsOf)];
}
