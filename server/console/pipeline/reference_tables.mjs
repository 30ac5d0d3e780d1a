// Tables of data/reference: tab-separated, "#" for comments, names of columns first.

export function rowsOf(text) {
  const [head, ...rows] = text.split('\n').filter((line) => line && !line.startsWith('#'));
  const columns = head.split('\t');
  return rows.map((row) => Object.fromEntries(row.split('\t').map((cell, at) => [columns[at], cell])));
}

// WGS84 degrees to metres of the national grid, right to some metres: the polynomial of Schreutelkamp and Strang van
// Hees, "Benaderingsformules voor de transformatie tussen RD- en WGS84-kaartcoördinaten" (2001).
const kX = [[0, 1, 190094.945], [1, 1, -11832.228], [2, 1, -114.221], [0, 3, -32.391], [1, 0, -0.705], [3, 1, -2.34], [1, 3, -0.608], [0, 2, -0.008], [2, 3, 0.148]];
const kY = [[1, 0, 309056.544], [0, 2, 3638.893], [2, 0, 73.077], [1, 2, -157.984], [3, 0, 59.788], [0, 1, 0.433], [2, 2, -6.439], [1, 1, -0.032], [0, 4, 0.092], [1, 4, -0.054]];

export function nationalGrid(latitude, longitude) {
  const p = 0.36 * (latitude - 52.1551744);
  const q = 0.36 * (longitude - 5.38720621);
  const sum = (terms) => terms.reduce((all, [i, j, weight]) => all + weight * p ** i * q ** j, 0);
  return { x: Math.round(155000 + sum(kX)), y: Math.round(463000 + sum(kY)) };
}

// Where municipalities lie, in hundreds of metres, and how large their dot is.
export function municipalities(text) {
  return rowsOf(text).map((row) => {
    const { x, y } = nationalGrid(Number(row.lat), Number(row.lon));
    return {
      code: row.code,
      name: row.name,
      region: row.region,
      x: Math.round(x / 100),
      y: Math.round(y / 100),
      radius: Math.round((1.6 + Math.sqrt(Number(row.inhabitants) / 12000)) * 10) / 10,
      inhabitants: Number(row.inhabitants),
    };
  });
}
