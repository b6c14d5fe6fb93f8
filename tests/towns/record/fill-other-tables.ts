import { linkTo } from '../../support/content-manager';
import { uniqueName } from '../../support/names';
import { buildMembers, type Member } from '../../support/people';
import type { Town } from '../../support/town';
import { buildTree } from '../../support/tree';
import { importSpots, spotRow } from '../../support/units';
import { buildOpening, buildWorkflow } from '../../support/work';

/** Brings something into being in every table that no claim of a member fills. */
export async function fillOtherTables(town: Town): Promise<void> {
  const { community, cooperative } = await buildTree(town);
  const [representative, sharer, named] = (await buildMembers(town, [
    [['representative', cooperative]],
    [['member', cooperative]],
    [['evaluator', community]],
  ])) as [Member, Member, Member];

  await importSpots(town, [spotRow(cooperative, uniqueName('spots'))]);
  const household = { code: uniqueName('h'), organisationCode: cooperative.code };
  await town.administrator('households.import', { body: { rows: [household] } });
  const holiday = { date: '2090-10-01', kind: 'holiday', name: '国庆节' };
  await town.administrator('calendar.import', { body: { rows: [holiday] } });

  const { data: consents } = await sharer.call('me.findConsents');
  const [consent] = consents;
  if (consent === undefined) throw new Error('there is nothing to agree to');
  const { purpose, version } = consent;
  await sharer.call('me.giveConsent', { body: { purpose, version } });
  await sharer.call('me.requestExport');

  const step = { key: 'step', label: { zh: '初验' }, level: 'community' };
  const steps = [{ ...step, evaluators: [named.number] }];
  const workflow = linkTo(await buildWorkflow(town, { steps }));
  const opening = await buildOpening(town, {
    organisation: cooperative,
    data: { workflow, organisationSlots: 1 },
  });
  await representative.call('openings.claim', {
    params: { id: opening.id },
    body: {
      termsId: opening.termsId,
      organisationId: cooperative.id,
      coClaimantIds: [sharer.id],
    },
  });
}
