import type { Core } from '@strapi/strapi';
import { isoOf } from '../../../core/time';
import { answerIfChanged, findDocument } from '../openapi/find-document';
import { CLOCK_TABLE, isClockAdjustable } from '../shared/clock';
import { read, transact } from '../shared/database';
import { DomainError } from '../shared/domain-error';
import { serve } from '../shared/serve';
import { workOff } from './jobs';
import { catchUp } from './reader';
import { sweepDeadlines } from './sweep';
import { findParts } from '../work/parts';

/** Actions about the system itself. */
export const systemActions = {
  'openapi.find': (strapi: Core.Strapi) =>
    answerIfChanged(serve(strapi, 'openapi.find', async ({ ctx }) => ({ ...findDocument(ctx) }))),
  'clock.adjust': (strapi: Core.Strapi) =>
    serve(strapi, 'clock.adjust', async ({ body: { offsetMs } }) => {
      await adjustClock(strapi, offsetMs);
      await sweepDeadlines(strapi);
      await workOff(strapi);
      await catchUp(strapi);
      return { data: await read(strapi, async ({ now }) => ({ now: isoOf(now), offsetMs })) };
    }),
  'parts.find': (strapi: Core.Strapi) =>
    serve(strapi, 'parts.find', async () => ({
      data: findParts(strapi).map((finding) => ({ ...finding, problems: [...finding.problems] })),
    })),
};

/** Moves the clock of all nodes. @throws DomainError CLOCK_FIXED */
async function adjustClock(strapi: Core.Strapi, offsetMs: number): Promise<void> {
  if (!isClockAdjustable(strapi)) throw new DomainError('CLOCK_FIXED');
  await transact(strapi, async ({ trx }) => {
    await trx(CLOCK_TABLE).delete();
    await trx(CLOCK_TABLE).insert({ offset_ms: offsetMs });
  });
}
