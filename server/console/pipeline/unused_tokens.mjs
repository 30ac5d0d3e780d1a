// Leaves out custom properties of the theme that nothing uses: a theme has tokens for every component there is.

const kDeclaration = /^\s*(--[\w-]+):\s*([^;]*);\s*$/;
const kUse = /var\(\s*(--[\w-]+)/g;

export function withoutUnusedTokens(css) {
  const lines = css.split('\n');
  const declared = new Map(); // name to what its values use
  const wanted = [];
  const themed = new Set(); // lines inside a theme's block
  let inside = false;
  lines.forEach((line, at) => {
    if (/-theme\b.*\{$/.test(line)) inside = true;
    const declaration = inside && kDeclaration.exec(line);
    const uses = [...line.matchAll(kUse)].map((use) => use[1]);
    if (declaration) {
      themed.add(at);
      declared.set(declaration[1], [...(declared.get(declaration[1]) ?? []), ...uses]);
    } else {
      wanted.push(...uses);
    }
    if (line.startsWith('}')) inside = false;
  });
  const used = new Set();
  while (wanted.length) {
    const name = wanted.pop();
    if (used.has(name)) continue;
    used.add(name);
    wanted.push(...(declared.get(name) ?? []));
  }
  return lines.filter((line, at) => !themed.has(at) || used.has(kDeclaration.exec(line)[1])).join('\n');
}
