#!/usr/bin/env python3
"""picture.py OUT.svg TITLE=COMPARISON.tsv...: milliseconds per question of each peer, on a logarithmic scale.

Takes what `./run.sh bench peers` leaves in build/peers/EPOCH/comparison.tsv. Of the formulations of one engine the best
by its median is drawn. A peer that answered otherwise has no times there, and is left out.
"""

import csv
import math
import sys

WIDTH, LEFT, RIGHT = 860, 220, 150
BAR, GAP, HEAD, FOOT = 22, 12, 46, 34
INK, QUIET, GRID = '#1b1b1b', '#555555', '#dddddd'
OURS, OTHERS = '#154273', '#7f9cbb'


def text(x, y, words, size=13, fill=INK, anchor='start', weight='normal'):
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{fill}" text-anchor="{anchor}" '
            f'font-weight="{weight}">{words}</text>')


def milliseconds(value):
    return f'{value:.2f}' if value < 1 else f'{value:.1f}' if value < 100 else f'{value:.0f}'


def best_of_each(path):
    with open(path, newline='') as file:
        rows = [{**row, 'median': float(row['median_ms']), 'p99': float(row['p99_ms'])}
                for row in csv.DictReader(file, delimiter='\t') if row['median_ms']]
    rows.sort(key=lambda row: row['median'])
    chosen = {}
    for row in rows:
        chosen.setdefault(row['name'].split('-')[0], row)
    return list(chosen.values())


def panel(title, rows, top, low, high):
    scale = (WIDTH - LEFT - RIGHT) / (math.log10(high) - math.log10(low))

    def x(value):
        return LEFT + (math.log10(max(value, low)) - math.log10(low)) * scale

    bottom = top + HEAD + len(rows) * (BAR + GAP)
    parts = [text(16, top + 24, title, 15, weight='bold')]
    for power in range(round(math.log10(low)), round(math.log10(high)) + 1):
        parts.append(f'<line x1="{x(10 ** power):.1f}" x2="{x(10 ** power):.1f}" y1="{top + HEAD - 6}" y2="{bottom}" '
                     f'stroke="{GRID}"/>')
        label = f'{10 ** power:g}' + (' ms' if power == 0 else '')
        parts.append(text(x(10 ** power), bottom + 16, label, 12, QUIET, 'middle'))
    for number, row in enumerate(rows):
        y = top + HEAD + number * (BAR + GAP)
        ours = row['name'] == 'schakel'
        end = x(row['median'])
        parts.append(text(LEFT - 10, y + 16, row['title'].split(',')[0], anchor='end', weight='bold' if ours else 'normal'))
        parts.append(f'<rect x="{LEFT}" y="{y}" width="{end - LEFT:.1f}" height="{BAR}" '
                     f'fill="{OURS if ours else OTHERS}"/>')
        parts.append(f'<line x1="{end:.1f}" x2="{x(row["p99"]):.1f}" y1="{y + BAR / 2}" y2="{y + BAR / 2}" '
                     f'stroke="{INK}" stroke-width="1.5"/>')
        parts.append(f'<line x1="{x(row["p99"]):.1f}" x2="{x(row["p99"]):.1f}" y1="{y + 5}" y2="{y + BAR - 5}" '
                     f'stroke="{INK}" stroke-width="1.5"/>')
        ratio = '' if ours else f', {float(row["ratio"]):.0f}x'
        parts.append(text(x(row['p99']) + 8, y + 16, f'{milliseconds(row["median"])} ms{ratio}', 12))
    return parts, bottom + FOOT


def main():
    panels = []
    for argument in sys.argv[2:]:
        title, path = argument.split('=', 1)
        panels.append((title, best_of_each(path)))
    values = [row[key] for _, rows in panels for row in rows for key in ('median', 'p99')]
    low, high = 10 ** math.floor(math.log10(min(values))), 10 ** math.ceil(math.log10(max(values)))
    top, parts = 8, []
    for title, rows in panels:
        drawn, top = panel(title, rows, top, low, high)
        parts += drawn
        top += 8
    parts.append(text(16, top + 10, 'Bar: median; line: to the 99th percentile. Milliseconds per question, one core, '
                      'logarithmic.', 12, QUIET))
    height = top + 24
    with open(sys.argv[1], 'w') as out:
        out.write(f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:.0f}" '
                  f'viewBox="0 0 {WIDTH} {height:.0f}" font-family="sans-serif">\n'
                  f'<rect width="100%" height="100%" fill="#ffffff"/>\n' + '\n'.join(parts) + '\n</svg>\n')


main()
