/** JSON schemas the control API is read by. */
export const text = { type: "string", minLength: 1 } as const;
export const texts = { type: "array", items: { type: "string" } } as const;
export const wholeNumber = { type: "integer" } as const;
export const count = { type: "integer", minimum: 0 } as const;
export const yesNo = { type: "boolean" } as const;

export function oneOf(...values: readonly string[]) {
  return { type: "string", enum: values } as const;
}

/** An object that has nothing else; a misspelt field is an error. */
export function closedObject(properties: Readonly<Record<string, object>>, ...required: readonly string[]) {
  return { type: "object", properties, required, additionalProperties: false } as const;
}
