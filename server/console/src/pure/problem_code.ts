// What kind of problem it is, for machines: the last part of the type of a problem+json; empty where it has none.

const kPrefix = 'urn:schakel:problem:';

export const codeOfType = (type: string): string => (type.startsWith(kPrefix) ? type.slice(kPrefix.length) : '');
