// Files as C++: one string literal per variant, and the table that server/console/console_files.h promises.

const printable = (byte) => byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c && byte !== 0x3f;

// Bytes as a literal in pieces; an octal escape has three digits, so that none runs on into what follows.
function literal(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += 512) {
    let line = '';
    for (const byte of bytes.subarray(at, at + 512))
      line += printable(byte) ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`;
    lines.push(`"${line}"`);
  }
  return lines.length ? lines.join('\n') : '""';
}

const view = (bytes) => (bytes ? `{${literal(bytes)}, ${bytes.length}}` : '{}');

// `files` sorted by path.
export function generatedSource(files) {
  const rows = files.map(
    (file) =>
      `    {"${file.path}", "${file.type}", "\\"${file.etag}\\"", ${file.immutable},\n` +
      `${view(file.bytes)},\n${view(file.gzip)},\n${view(file.brotli)}},\n`,
  );
  return (
    '#include "server/console/console_files.h"\n\nnamespace schakel {\nnamespace {\n\n' +
    `constexpr StaticFile kFiles[] = {\n${rows.join('')}};\n\n` +
    '}  // namespace\n\nstd::span<const StaticFile> console_files() { return kFiles; }\n\n}  // namespace schakel\n'
  );
}
