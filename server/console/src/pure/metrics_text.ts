// Prometheus' text format, as far as it is shown: one row per sample, without the buckets of histograms.

export interface Sample {
  name: string;
  labels: string;
  value: string;
  help: string;
}

export function samplesOf(text: string): Sample[] {
  const helps = new Map<string, string>();
  const samples: Sample[] = [];
  for (const line of text.split('\n')) {
    const help = /^# HELP (\S+) (.*)$/.exec(line);
    if (help) helps.set(help[1] ?? '', help[2] ?? '');
    const sample = /^([A-Za-z_:][\w:]*)(?:\{([^}]*)\})? (\S+)/.exec(line);
    if (!sample || line.startsWith('#')) continue;
    const name = sample[1] ?? '';
    if (name.endsWith('_bucket')) continue;
    const of = name.replace(/_(sum|count)$/, '');
    samples.push({ name, labels: sample[2] ?? '', value: sample[3] ?? '', help: helps.get(name) ?? helps.get(of) ?? '' });
  }
  return samples;
}
