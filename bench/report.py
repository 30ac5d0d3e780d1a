#!/usr/bin/env python3
"""Runs the benchmarks, and makes one table of them, each held against a reference.

The reference is a fixed piece of work (bench/support/reference_work.h) that runs before, between and after them. What a
benchmark costs is its ratio: the median of its CPU time by the median of the reference's that ran just before and just
after it, on one core or on all, as the benchmark does. A ratio stays where it is when the machine is slow today.

bench/baseline.tsv holds the ratios and checksums that were kept. A suite in which something takes more than kBad times
what it took is run once more, and the better counts: noise passes, and what has become slow stays so. Exit code 1: a
checksum differs, or something takes that much more time twice. 2: wrong usage.
"""
import argparse
import collections
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys

kSuites = {  # in the order in which they run
    'night': 'server/bench_server_night',
    'kernel': 'engine/bench_kernel',
    'recognise': 'index/recognise/bench_index_recognise',
    'store': 'index/store/bench_index_store',
    'text': 'index/text/bench_index_text',
    'format': 'loaders/format/bench_loaders_format',
    'records': 'loaders/records/bench_loaders_records',
    'synthetic': 'loaders/synthetic/bench_loaders_synthetic',
}
kSlow = {'night', 'store'}  # seconds a run; the others are run twice as often, and once more
kReference = 'support/reference_work'
kBaseline = pathlib.Path(__file__).with_name('baseline.tsv')
kNoise = 1.3  # a ratio within this factor of the one that was kept is the same
kBad = 1.5
kSeconds = {'ns': 1e-9, 'us': 1e-6, 'ms': 1e-3, 's': 1}

Run = collections.namedtuple('Run', 'name counted count wall cpu cores market checksum')
Kept = collections.namedtuple('Kept', 'ratio checksum')


def read_row(line):
    """A line that a program of ours prints per run; None for any other."""
    fields = line.rstrip('\n').split('\t')
    if len(fields) != 9 or fields[0] != 'row':
        return None
    _, name, counted, count, wall, cpu, cores, market, checksum = fields
    return Run(name, counted, int(count), float(wall), float(cpu), cores, market, checksum)


def read_google(text):
    """The runs in the JSON of Google's library; the label carries what labelled.h put there."""
    for entry in json.loads(text)['benchmarks']:
        if entry.get('error_occurred'):
            raise RuntimeError(f'{entry["run_name"]}: {entry["error_message"]}')
        if entry['run_type'] != 'iteration':
            continue
        label = dict(part.split('=', 1) for part in entry['label'].split())
        unit = kSeconds[entry['time_unit']]
        name = re.sub(r'/(iterations:\d+|real_time|process_time)', '', entry['run_name'])
        yield Run(name, label['counted'], int(entry['count']), entry['real_time'] * unit, entry['cpu_time'] * unit,
                  label['cores'], label['market'], label['checksum'])


def output_of(command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def runs_of(suite, folder, repetitions):
    """All runs of a suite in order, the references among them, and one at each end."""
    program = folder / kSuites[suite]
    if suite == 'night':  # has the reference work in it
        lines = output_of([program, '100000', '30000', str(repetitions)]).splitlines()
        return [run for run in map(read_row, lines) if run]
    reference = [read_row(line) for line in output_of([folder / kReference]).splitlines()]
    runs = list(read_google(output_of([program, '--benchmark_format=json', f'--benchmark_repetitions={repetitions}',
                                       '--benchmark_min_time=0.1'])))
    return reference + runs + [read_row(line) for line in output_of([folder / kReference]).splitlines()]


def is_reference(run):
    return run.name.startswith('reference ')


def reference_around(runs, first, last, cores):
    """Median CPU time of the references between the benchmarks just before `first` and just after `last`."""
    times = []
    for step, at in ((-1, first - 1), (1, last + 1)):
        seen = False
        while 0 <= at < len(runs) and (is_reference(runs[at]) or not seen):
            if is_reference(runs[at]):
                seen = True
                if runs[at].cores == cores:
                    times.append(runs[at].cpu)
            at += step
    return statistics.median(times)


class Figure:
    """A benchmark of a suite, from all its runs."""

    def __init__(self, suite, runs, places):
        own = [runs[at] for at in places]
        self.name = f'{suite}: {own[0].name}'
        self.counted, self.cores, self.market = own[0].counted, own[0].cores, own[0].market
        self.runs = len(own)
        self.wall = statistics.median(run.wall for run in own)
        self.cpu = statistics.median(run.cpu for run in own)
        self.rate = own[0].count / self.wall
        self.checksum = ' '.join(sorted({run.checksum for run in own}))  # one, unless they differ among themselves
        self.ratio = self.cpu / reference_around(runs, places[0], places[-1], self.cores)

    def key(self):
        return self.name, self.market

    def change(self, kept):
        """How many times what was kept; 1 when nothing was."""
        known = kept.get(self.key())
        return self.ratio / known.ratio if known else 1

    def verdict(self, kept):
        """In words, and whether it is bad."""
        if ' ' in self.checksum:
            return 'CHECKSUM DIFFERS from run to run', True
        if kept is None:
            return 'new', False
        if kept.checksum != self.checksum:
            return f'CHECKSUM DIFFERS, was {kept.checksum}', True
        change = self.change({self.key(): kept})
        if change > kBad:
            return f'SLOWER, {change:.2f} times', True
        if change > kNoise:
            return f'slower, {change:.2f} times', False
        return (f'faster, {change:.2f} times' if change < 1 / kNoise else 'same'), False


def better(first, second):
    """The one with the lower ratio, with the checksums of both."""
    best = min(first, second, key=lambda figure: figure.ratio)
    best.checksum = ' '.join(sorted({*first.checksum.split(), *second.checksum.split()}))
    return best


def figures_of(suite, runs):
    places = collections.defaultdict(list)
    for at, run in enumerate(runs):
        if not is_reference(run):
            places[run.name].append(at)
    return [Figure(suite, runs, own) for own in places.values()]


def read_baseline(path):
    kept, reference = {}, None
    if path.exists():
        for line in path.read_text().splitlines():
            fields = line.split('\t')
            if fields[0] == 'reference':
                reference = fields[1]
            elif not line.startswith('#'):
                kept[fields[0], fields[1]] = Kept(float(fields[2]), fields[3])
    return kept, reference


def write_baseline(path, kept, reference):
    lines = ['# Made by ./run.sh bench --keep-baseline: benchmark, market, ratio to the reference, checksum.',
             f'reference\t{reference}']
    lines += [f'{name}\t{market}\t{one.ratio:.6g}\t{one.checksum}' for (name, market), one in sorted(kept.items())]
    path.write_text('\n'.join(lines) + '\n')


def seconds(value):
    for unit, size in (('s', 1), ('ms', 1e-3), ('us', 1e-6)):
        if value >= size:
            return f'{value / size:.3g} {unit}'
    return f'{value / 1e-9:.3g} ns'


def amount(value):
    for unit, size in (('G', 1e9), ('M', 1e6), ('k', 1e3)):
        if value >= size:
            return f'{value / size:.3g} {unit}'
    return f'{value:.3g} '


def table(figures, kept):
    """The lines of the table, and whether anything in it is bad."""
    rows = [('benchmark', 'counted', 'runs', 'wall', 'CPU', 'rate', 'checksum', 'kept', 'now', 'verdict')]
    bad = False
    for figure in figures:
        known = kept.get(figure.key())
        words, wrong = figure.verdict(known)
        bad = bad or wrong
        rows.append((figure.name, figure.counted, str(figure.runs), seconds(figure.wall), seconds(figure.cpu),
                     amount(figure.rate) + '/s', figure.checksum, f'{known.ratio:.3g}' if known else '-',
                     f'{figure.ratio:.3g}', words))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    right = {2, 3, 4, 5, 7, 8}
    lines = ['  '.join(cell.rjust(width) if i in right else cell.ljust(width)
                       for i, (cell, width) in enumerate(zip(row, widths))).rstrip() for row in rows]
    return lines, bad


def arguments(argv):
    parser = argparse.ArgumentParser(prog='./run.sh bench', description='Benchmarks, each against a reference.')
    parser.add_argument('names', nargs='*', metavar='NAME', help='some of: ' + ', '.join(kSuites) + '; all without')
    parser.add_argument('--keep-baseline', action='store_true', help='keep these ratios and checksums to compare with')
    parser.add_argument('--embedded', action='store_true', help='on the embedded taxonomy, where the real one is here')
    parser.add_argument('--runs', type=int, default=3, help='of each, for the median; of short ones 2 N + 1 (3)', metavar='N')
    parser.add_argument('--programs', type=pathlib.Path, default=pathlib.Path('build/release/bench'))
    parser.add_argument('--baseline', type=pathlib.Path, default=kBaseline)
    options = parser.parse_args(argv)
    unknown = [name for name in options.names if name not in kSuites]
    if unknown or options.runs < 1:
        parser.error(f'there is no {unknown[0]} among {", ".join(kSuites)}' if unknown else '--runs is at least 1')
    return options


def measure(suite, options, references):
    """The figures of a suite; adds what the reference work gave on the way."""
    print(f'{suite} ...', file=sys.stderr, flush=True)
    runs = runs_of(suite, options.programs, options.runs if suite in kSlow else 2 * options.runs + 1)
    references += [run for run in runs if is_reference(run)]
    return figures_of(suite, runs)


def main(argv):
    options = arguments(argv)
    if options.embedded:
        os.environ['SCHAKEL_BENCH_EMBEDDED'] = '1'
    kept, reference = read_baseline(options.baseline)
    figures, references = [], []
    for suite in [name for name in kSuites if not options.names or name in options.names]:
        own = measure(suite, options, references)
        if any(figure.change(kept) > kBad for figure in own):
            own = [better(*pair) for pair in zip(own, measure(suite, options, references))]
        figures += own
    now = ' '.join(sorted({run.checksum for run in references}))
    if reference not in (None, now):
        print(f'the reference work gives {now}, not {reference}: the ratios that were kept are worth nothing')
        kept = {}
    lines, bad = table(figures, kept)
    print('\n'.join(lines))
    for cores in ('one', 'all'):
        times = [run.cpu for run in references if run.cores == cores]
        print(f'reference on {cores}: median {seconds(statistics.median(times))} of CPU, '
              f'{seconds(min(times))} to {seconds(max(times))}, {len(times)} runs')
    if options.keep_baseline:
        kept.update({figure.key(): Kept(figure.ratio, figure.checksum) for figure in figures})
        write_baseline(options.baseline, kept, now)
        print(f'kept in {options.baseline}')
        return 0
    return 1 if bad or reference not in (None, now) else 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
