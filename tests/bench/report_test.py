"""The table of ./run.sh bench, from programs that print what they are told. Argument: the folder of report.py."""
import contextlib
import io
import json
import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, sys.argv.pop(1))
import report  # noqa: E402


def row(name, cpu, cores='all', checksum='aa', market='starter'):
    return '\t'.join(['row', name, 'rows', '10', str(2 * cpu), str(cpu), cores, market, checksum])


def references(one, every, checksum='ref'):
    return [row('reference one', one, 'one', checksum, '-'), row('reference all', every, 'all', checksum, '-')]


class Programs:
    """A folder of programs: the night prints rows, the others JSON of Google's library."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        self.path = pathlib.Path(self.folder.name)
        self.baseline = self.path / 'baseline.tsv'
        self.say(report.kReference, references(1, 1))

    def say(self, program, lines):
        path = self.path / program
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('#!/bin/sh\ncat <<"END"\n' + '\n'.join(lines) + '\nEND\n')
        path.chmod(0o755)

    def night(self, lines):
        self.say(report.kSuites['night'], lines)

    def run(self, *words):
        out = io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
            code = report.main([*words, '--programs', str(self.path), '--baseline', str(self.baseline)])
        return code, out.getvalue()


def night(load, reference=1, checksum='aa'):
    lines = references(reference, reference)
    for cpu in load:
        lines.append(row('load', cpu, checksum=checksum))
    return lines + references(reference, reference)


class Report(unittest.TestCase):
    def setUp(self):
        self.programs = Programs()
        self.programs.night(night([2, 9, 3]))
        self.assertEqual(self.programs.run('night', '--keep-baseline')[0], 0)

    def tearDown(self):
        self.programs.folder.cleanup()

    def verdict(self, lines):
        self.programs.night(lines)
        code, out = self.programs.run('night')
        return code, next(line for line in out.splitlines() if line.startswith('night: load'))

    def test_the_median_of_the_runs_is_held_against_the_baseline(self):
        code, line = self.verdict(night([1, 3, 40]))
        self.assertEqual(code, 0)
        self.assertTrue(line.endswith('same'), line)

    def test_a_slow_machine_is_no_slow_program(self):
        code, line = self.verdict(night([6, 6, 6], reference=2))
        self.assertEqual(code, 0)
        self.assertTrue(line.endswith('same'), line)

    def test_beyond_the_noise_it_is_said_and_far_beyond_it_is_an_error(self):
        code, line = self.verdict(night([4, 4, 4]))
        self.assertEqual(code, 0)
        self.assertIn('slower, 1.33 times', line)
        code, line = self.verdict(night([6, 6, 6]))
        self.assertEqual(code, 1)
        self.assertIn('SLOWER, 2.00 times', line)
        code, line = self.verdict(night([1, 1, 1]))
        self.assertEqual(code, 0)
        self.assertIn('faster, 0.33 times', line)

    def test_what_was_slow_once_is_run_again_and_the_better_counts(self):
        marker = self.programs.path / 'ran'
        slow, usual = '\n'.join(night([9, 9, 9])), '\n'.join(night([3, 3, 3]))
        path = self.programs.path / report.kSuites['night']
        path.write_text(f'#!/bin/sh\nif [ -e {marker} ]; then echo "{usual}"; else touch {marker}; echo "{slow}"; fi\n')
        code, out = self.programs.run('night')
        self.assertEqual(code, 0)
        self.assertTrue(out.splitlines()[1].endswith('same'), out)

    def test_another_checksum_is_an_error_however_fast(self):
        code, line = self.verdict(night([1, 1, 1], checksum='bb'))
        self.assertEqual(code, 1)
        self.assertIn('CHECKSUM DIFFERS, was aa', line)

    def test_a_checksum_that_differs_from_run_to_run_is_an_error_even_when_it_is_new(self):
        lines = references(1, 1) + [row('epoch', 1, checksum='x'), row('epoch', 1, checksum='y')] + references(1, 1)
        self.programs.night(lines)
        code, out = self.programs.run('night')
        self.assertEqual(code, 1)
        self.assertIn('CHECKSUM DIFFERS from run to run', out)

    def test_the_same_benchmark_on_another_market_is_new(self):
        lines = [line.replace('starter', 'esco').replace('aa', 'bb') for line in night([9, 9, 9])]
        code, line = self.verdict(lines)
        self.assertEqual(code, 0)
        self.assertTrue(line.endswith('new'), line)

    def test_a_step_that_the_baseline_lacks_is_new_beside_those_that_it_has(self):
        self.programs.night(night([2, 3, 3]) + [row('rematch, since', 9, checksum='cc')] + references(1, 1))
        code, out = self.programs.run('night')
        self.assertEqual(code, 0)
        verdicts = {line.split('  ')[0]: line.split()[-1] for line in out.splitlines() if line.startswith('night')}
        self.assertEqual(verdicts, {'night: load': 'same', 'night: rematch, since': 'new'})

    def test_a_step_is_held_against_the_references_just_around_it(self):
        lines = references(1, 1) + [row('load', 3)] + references(2, 2) + [row('epoch', 8)] + references(2, 2)
        ratios = [figure.ratio for figure in report.figures_of('night', [report.read_row(line) for line in lines])]
        self.assertEqual(ratios, [2, 4])  # 3 by 1.5, 8 by 2

    def test_work_on_one_core_is_held_against_the_reference_on_one(self):
        lines = references(4, 1) + [row('list', 8, 'one')] + references(4, 1)
        figure, = report.figures_of('night', [report.read_row(line) for line in lines])
        self.assertEqual(figure.ratio, 2)

    def test_another_reference_makes_all_ratios_worthless(self):
        lines = references(1, 1, 'other') + [row('load', 3)] + references(1, 1, 'other')
        self.programs.night(lines)
        code, out = self.programs.run('night')
        self.assertEqual(code, 1)
        self.assertIn('worth nothing', out)

    def test_a_new_baseline_keeps_what_was_not_run(self):
        self.programs.night([line.replace('load', 'epoch') for line in night([1, 1, 1])])
        self.programs.run('night', '--keep-baseline')
        kept, reference = report.read_baseline(self.programs.baseline)
        self.assertEqual(set(kept), {('night: load', 'starter'), ('night: epoch', 'starter')})
        self.assertEqual(reference, 'ref')

    def test_runs_of_googles_library_are_read_with_their_units_and_labels(self):
        entry = {'run_type': 'iteration', 'run_name': 'scan/parts:16/iterations:5/process_time/real_time',
                 'cpu_time': 3.0, 'real_time': 6.0, 'time_unit': 'us', 'count': 7.0,
                 'label': 'counted=records cores=one market=starter checksum=cc'}
        text = json.dumps({'benchmarks': [entry, {**entry, 'run_type': 'aggregate'}]})
        run, = report.read_google(text)
        self.assertEqual(run.name, 'scan/parts:16')
        self.assertEqual((run.count, run.checksum, run.cores), (7, 'cc', 'one'))
        self.assertAlmostEqual(run.cpu, 3e-6)

    def test_wrong_usage_names_what_there_is(self):
        for words in (['nights'], ['--runs', '0'], ['--colour']):
            with self.assertRaises(SystemExit) as ended:
                self.programs.run(*words)
            self.assertEqual(ended.exception.code, 2)


if __name__ == '__main__':
    unittest.main()
