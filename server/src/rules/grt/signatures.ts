// Argument types as far as they tell one overload from another.

/** `integer, character varying`: lengths are no part of a signature. */
export const baseTypes = (types: readonly string[]): string => types.map(type => type.replace(/\s*\([^)]*\)/g, '')).join(', ');
