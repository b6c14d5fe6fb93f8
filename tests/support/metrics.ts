import type { Answer } from './http';
import type { Town } from './town';

/** What the servers of the tests are told to be asked for their metrics with. */
export const METRICS_TOKEN = 'metrics-are-for-monitoring-0123';

/** Every series by its name and labels, as a server tells them now. */
export async function metricsOf(town: Pick<Town, 'send'>): Promise<ReadonlyMap<string, number>> {
  return seriesOf(await town.send({ path: '/metrics', token: METRICS_TOKEN }));
}

function seriesOf({ status, text }: Answer): Map<string, number> {
  if (status !== 200) throw new Error(`no metrics: ${status} ${text}`);
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const end = line.lastIndexOf(' ');
      return [line.slice(0, end), Number(line.slice(end + 1))] as const;
    }),
  );
}
