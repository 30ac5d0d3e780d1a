#!/usr/bin/env python3
"""postgres.py FOLDER [QUESTIONS [FORMULATION...]]: PostgreSQL's answers to FOLDER/questions.tsv, as FOLDER/postgres-*.answers.

A server of its own, with its data in a temporary folder (TMPDIR) and nothing but a Unix socket, started and stopped here. PostgreSQL does
not run as root; then it runs as the user postgres that its package made. One core: no parallel workers.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import queries

BINARIES = pathlib.Path('/usr/lib/postgresql/15/bin')
HERE = pathlib.Path(__file__).resolve().parent
ROUNDS = 3
END = 'END'
STATISTICS = 'SET client_min_messages = log;\nSET log_statement_stats = on;\n'
CPU_TIME = re.compile(r'^!\s+([0-9.]+) s user, ([0-9.]+) s system, [0-9.]+ s elapsed', re.MULTILINE)
SETTINGS = {
    'listen_addresses': '',
    'shared_buffers': '4GB',
    'work_mem': '1GB',
    'hash_mem_multiplier': '4',
    'maintenance_work_mem': '1GB',
    'effective_cache_size': '8GB',
    'random_page_cost': '1.1',
    'max_wal_size': '8GB',
    'wal_level': 'minimal',
    'max_wal_senders': '0',
    'fsync': 'off',
    'autovacuum': 'off',
    'jit': 'off',
    'max_parallel_workers_per_gather': '0',
}


class Server:
    """Runs while the block does: with Server() as server."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix='schakel-postgres-')
        self.data = f'{self.folder}/data'
        self.user = ['runuser', '-u', 'postgres', '--'] if os.geteuid() == 0 else []

    def __enter__(self):
        if self.user:
            shutil.chown(self.folder, 'postgres')
        self.run('initdb', '-D', self.data, '-A', 'trust', '-U', 'postgres', '-E', 'UTF8', '--no-locale', '--no-sync')
        options = ' '.join(f"-c {name}='{value}'" for name, value in SETTINGS.items())
        options += f' -c unix_socket_directories={self.folder}'
        self.run('pg_ctl', '-D', self.data, '-w', '-s', '-l', f'{self.folder}/log', '-o', options, 'start')
        return self

    def __exit__(self, *_):
        self.run('pg_ctl', '-D', self.data, '-w', '-s', '-m', 'immediate', 'stop')
        shutil.rmtree(self.folder)

    def run(self, program, *arguments):
        subprocess.run([*self.user, str(BINARIES / program), *arguments], check=True, stdout=subprocess.DEVNULL,
                       cwd='/')

    def psql(self, text, folder, **variables):
        """What psql prints for a script, and what the server tells it; it may \\copy from files in the folder."""
        settings = [word for name, value in variables.items() for word in ('-v', f'{name}={value}')]
        done = subprocess.run([str(BINARIES / 'psql'), '-X', '-q', '-At', '-F', ':', '-v', 'ON_ERROR_STOP=1',
                               '-h', self.folder, '-U', 'postgres', *settings], input=text, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder)
        if done.returncode != 0:
            sys.exit(f'postgres.py: psql failed: {done.stderr[-2000:]}')
        return done.stdout, done.stderr


def read_model(folder):
    demand, wish, position, region, detour, decay = (folder / 'model.tsv').read_text().split()
    return {'demand': int(demand), 'wish': int(wish), 'position': int(position), 'region': int(region),
            'detour': int(detour), 'decay': decay}


def numbers(braces):
    return [int(n) for n in braces.strip('{}').split(',') if n]


def execute(line):
    """A question as EXECUTE, and how many MUSTs it has."""
    _, x, y, remote, hours_min, hours_max, shifts, position, lists, weights, evidence, musts = line.split('\t')
    marked = [w + queries.EVIDENCE * e for w, e in zip(numbers(weights), numbers(evidence))]
    known = ['NULL' if place == '\\N' else place for place in (x, y)]
    asked = [] if musts == '-' else musts.split(';')
    arrays = [lists, '{' + ','.join(map(str, marked)) + '}', *asked]
    scalars = [*known, remote, hours_min, hours_max, shifts, position]
    return f"EXECUTE ask{len(asked)} ({', '.join(scalars + [repr(a) for a in arrays])});", len(asked)


def script(model, formulation, lines):
    """Everything is asked three times over; the server tells how much CPU time each took."""
    asked = [execute(line) for line in lines]
    parts = ['SET plan_cache_mode = force_custom_plan;']
    for musts in sorted({count for _, count in asked}):
        types = queries.PARAMETERS + ', int[]' * musts
        parts.append(f'PREPARE ask{musts} ({types}) AS {formulation(dict(model, musts=musts))};')
    parts.append(STATISTICS)
    return '\n'.join([*parts, *[f'{text}\n\\echo {END}' for text, _ in asked] * ROUNDS])


def cpu_ms(told):
    """CPU time of each statement, from what the server tells."""
    return [1000 * (float(user) + float(system)) for user, system in CPU_TIME.findall(told)]


def answers(printed, told, questions):
    """Lines of an answers file (bench/peers/answers.h): the least CPU time of each question, and its rows."""
    found = [' '.join(part.split()) for part in printed.split(END)[:-1]]
    times = cpu_ms(told)[-len(found):]  # before those, that of SET
    if len(found) != ROUNDS * questions or len(times) != len(found):
        sys.exit(f'postgres.py: {len(found)} answers and {len(times)} times for {ROUNDS} x {questions} questions')
    return [f'{min(times[q::questions]):.3f}\t{found[q]}' for q in range(questions)]


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    lines = (folder / 'questions.tsv').read_text().splitlines()
    lines = lines[:int(sys.argv[2])] if len(sys.argv) > 2 else lines
    chosen = sys.argv[3:] or list(queries.FORMULATIONS)
    model = read_model(folder)
    with Server() as server:
        _, shared = server.psql(STATISTICS + (HERE / 'load.sql').read_text(), folder, detour=model['detour'])
        for name in chosen:
            formulation, title = queries.FORMULATIONS[name]
            size, own = server.psql(STATISTICS + (HERE / f'{name}.sql').read_text(), folder)
            seconds = sum(cpu_ms(shared) + cpu_ms(own)) / 1000
            result = answers(*server.psql(script(model, formulation, lines), folder), len(lines))
            (folder / f'postgres-{name}.answers').write_text('\n'.join(result) + '\n')
            (folder / f'postgres-{name}.setup').write_text(f'{seconds:.2f}\t{size.strip()}\t{title}\n')


main()
