#!/usr/bin/env python3
"""Draws docs/images/growth.svg from the table of growth in docs/performance.md: CPU time by pairs within reach.

  bench/growth_figure.py            write it
  bench/growth_figure.py --check    exit code 1 when it is not what the table says
"""
import math
import pathlib
import re
import sys

kRoot = pathlib.Path(__file__).resolve().parent.parent
kTable = kRoot / 'docs' / 'performance.md'
kFigure = kRoot / 'docs' / 'images' / 'growth.svg'
kWidth, kHeight, kLeft, kRight, kTop, kBottom = 640, 400, 70, 20, 20, 50
kRow = re.compile(r'^\| ([\d,]+) \| ([\d.]+e\d+) \| [^|]*?([\d.]+) s \|')  # seekers, pairs, the last time: CPU


def points():
    found = []
    for line in kTable.read_text().splitlines():
        if row := kRow.match(line):
            found.append((row[1], float(row[2]), float(row[3])))
    return found


def decades(values):
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


def figure(rows):
    x_low, x_high = decades([pairs for _, pairs, _ in rows])
    y_low, y_high = decades([cpu for _, _, cpu in rows])

    def x(pairs):
        return kLeft + (math.log10(pairs) - x_low) / (x_high - x_low) * (kWidth - kLeft - kRight)

    def y(cpu):
        return kHeight - kBottom - (math.log10(cpu) - y_low) / (y_high - y_low) * (kHeight - kTop - kBottom)

    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {kWidth} {kHeight}" font-family="sans-serif" '
             'font-size="13" role="img" aria-label="CPU time of a cold rematch by pairs within reach">',
             f'<rect width="{kWidth}" height="{kHeight}" fill="#fff"/>']
    for power in range(x_low, x_high + 1):
        at = x(10**power)
        lines.append(f'<path d="M{at:.1f} {kTop}V{kHeight - kBottom}" stroke="#ddd"/>')
        lines.append(f'<text x="{at:.1f}" y="{kHeight - kBottom + 18}" text-anchor="middle">10'
                     f'<tspan dy="-5" font-size="10">{power}</tspan></text>')
    for power in range(y_low, y_high + 1):
        at = y(10**power)
        lines.append(f'<path d="M{kLeft} {at:.1f}H{kWidth - kRight}" stroke="#ddd"/>')
        lines.append(f'<text x="{kLeft - 8}" y="{at + 4:.1f}" text-anchor="end">{10**power} s</text>')
    _, pairs, cpu = rows[0]
    # In proportion to the first point, as far as the frame goes.
    end = min(10**x_high, pairs * 10**y_high / cpu)
    lines.append(f'<path d="M{x(pairs):.1f} {y(cpu):.1f}L{x(end):.1f} {y(cpu * end / pairs):.1f}" stroke="#888" '
                 'stroke-dasharray="5 4" fill="none"/>')
    lines.append(f'<text x="{x(end) - 8:.1f}" y="{y(cpu * end / pairs) + 30:.1f}" fill="#555" text-anchor="end">'
                 'in proportion to the first</text>')
    path = 'L'.join(f'{x(pairs):.1f} {y(cpu):.1f}' for _, pairs, cpu in rows)
    lines.append(f'<path d="M{path}" stroke="#154273" stroke-width="2" fill="none"/>')
    for seekers, pairs, cpu in rows:
        lines.append(f'<circle cx="{x(pairs):.1f}" cy="{y(cpu):.1f}" r="4" fill="#154273"/>')
        lines.append(f'<text x="{x(pairs) + 8:.1f}" y="{y(cpu) + 16:.1f}">{seekers}</text>')
    lines.append(f'<text x="{(kLeft + kWidth - kRight) / 2}" y="{kHeight - 10}" text-anchor="middle">'
                 'pairs within reach</text>')
    lines.append(f'<text x="{kLeft + 8}" y="{kTop + 16}">CPU of a cold rematch; beside the points the number of seekers</text>')
    return '\n'.join([*lines, '</svg>']) + '\n'


def main():
    drawn = figure(points())
    if sys.argv[1:] == ['--check']:
        if drawn != kFigure.read_text():
            sys.exit(f'{kFigure} is not what the table of growth in {kTable} says: run bench/growth_figure.py')
    else:
        kFigure.write_text(drawn)


if __name__ == '__main__':
    main()
