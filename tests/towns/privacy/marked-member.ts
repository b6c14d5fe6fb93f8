import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { createClient } from 'strapi-plugin-pioneer/contract';
import { drawPhoto } from '../../../tools/photos/draw-photo';
import { take } from '../../support/beginnings';
import { linkTo } from '../../support/content-manager';
import { addEvidence, buildPdf, fileOf } from '../../support/evidence';
import {
  activate,
  buildMembers,
  buildOrganisation,
  type Member,
  type Organisation,
} from '../../support/people';
import { buildPost } from '../../support/posts';
import type { Town } from '../../support/town';
import {
  buildClaim,
  buildOpening,
  buildStandard,
  buildWorkflow,
  look,
  submit,
} from '../../support/work';

/** Somebody who has filled in everything that a member can, each time with the same mark in it. */
export interface MarkedMember extends Member {
  /** Stands in all words, numbers and files of this member, and nowhere else. */
  readonly mark: string;
  readonly phone: string;
  readonly organisation: Organisation;
  /** A live claim of the member's own, submitted. */
  readonly claimId: string;
  /** Evaluates it. */
  readonly evaluator: Member;
  /** A colleague's claim to which the member wrote. */
  readonly otherClaimId: string;
  /** The address of a copy that nobody has taken. */
  readonly exportAddress: string;
}

const NOTE = { key: 'note', label: { zh: '备注' }, type: 'text' };
const PLACE = { latitude: 23.0215, longitude: 112.9041 };
const TAKEN = { place: PLACE, takenAt: '2026:11:20 09:30:00', offset: '+08:00' };

/** Does with a member everything that leaves words, files or a name somewhere. */
export async function buildMarkedMember(town: Town): Promise<MarkedMember> {
  const mark = `zq${randomBytes(6).toString('hex')}`;
  const organisation = await buildOrganisation(town);
  const cooperative = await buildOrganisation(town, { parent: organisation });
  const { member, phone } = await enter(town, mark, [
    ['member', organisation],
    ['evaluator', organisation],
    ['manager', organisation],
    ['representative', cooperative],
  ]);
  const [evaluator, manager, colleague, another] = (await buildMembers(town, [
    [['evaluator', organisation]],
    [['manager', organisation]],
    [['member', organisation]],
    [['member', organisation]],
  ])) as [Member, Member, Member, Member];
  const post = await buildPost(town, organisation, { maxHolders: 2 });
  const appointed = { params: { id: post.id }, body: { number: member.number } };
  await town.administrator('holders.appoint', appointed);
  const words = `${mark} 写的话`;

  // What the member does: reports, files, a submission.
  const standard = linkTo(await buildStandard(town, { reportForm: [NOTE], verdictForm: [NOTE] }));
  const steps = [
    { key: 'named', label: { zh: '点名' }, evaluators: [member.number, evaluator.number] },
  ];
  const workflow = linkTo(await buildWorkflow(town, { steps }));
  const data = { memberSlots: 9, organisationSlots: 9, standard };
  const opening = await buildOpening(town, { organisation, data });
  await buildOpening(town, { organisation, data: { ...data, workflow } });
  const own = await take(opening, member);
  await member.call('me.giveConsent', { body: { purpose: 'photoPlace', version: 1 } });
  const photo = fileOf(await drawPhoto(randomInt(1e6), TAKEN), `${mark}.jpg`);
  const paper = fileOf(buildPdf(mark), `${mark}.pdf`, 'application/pdf');
  const uploaded = [
    await addEvidence(member, own.id, { file: photo }),
    await addEvidence(member, own.id, { file: paper }),
  ];
  await addEvidence(member, own.id, { file: fileOf(buildPdf(`${mark} unused`), `${mark}-2.pdf`) });
  const answers = { note: words };
  const reported = await member.call('claims.report', {
    params: { id: own.id },
    idempotencyKey: randomUUID(),
    body: {
      version: own.version,
      clientId: randomUUID(),
      percent: 50,
      text: words,
      answers,
      evidenceIds: uploaded.map(({ id }) => id),
    },
  });
  await submit({ claim: reported.data, claimant: member });
  const submitted = await look(member, own.id);
  await evaluator.call('claims.return', {
    params: { id: own.id },
    idempotencyKey: randomUUID(),
    body: { version: submitted.version, answers, reason: `${member.name}：东侧仍有积水。` },
  });
  const returned = await look(member, own.id);
  await member.call('claims.acknowledge', {
    params: { id: own.id },
    body: { version: returned.version },
  });
  await submit({ claim: await look(member, own.id), claimant: member });

  // What the member writes about claims of others.
  const theirs = await take(opening, colleague);
  await submit({ claim: theirs, claimant: colleague });
  const { version } = await look(colleague, theirs.id);
  await member.call('claims.return', {
    params: { id: theirs.id },
    body: { version, answers, reason: words },
  });
  const cancelled = await take(opening, another);
  await member.call('claims.cancel', {
    params: { id: cancelled.id },
    body: { version: cancelled.version, reason: words },
  });

  // What has ended before: claims, a post and a consent.
  await buildClaim(town, { opening, claimant: another, evaluator: member, state: 'accepted' });
  const plain = { organisation, data: { memberSlots: 2 } };
  const others = { claimant: member, evaluator };
  await buildClaim(town, {
    ...others,
    opening: await buildOpening(town, plain),
    state: 'accepted',
  });
  const left = await take(await buildOpening(town, plain), member);
  const given = { version: left.version, reason: words };
  await member.call('claims.withdraw', { params: { id: left.id }, body: given });
  await leavePost(town, organisation, member);
  await member.call('me.giveConsent', { body: { purpose: 'publication', version: 1 } });
  await member.call('me.withdrawConsent', { body: { purpose: 'publication' } });

  // Withdrawals that somebody must agree to: one is denied, one of an organisation is allowed.
  const asking = linkTo(await buildWorkflow(town, { withdrawalNeedsApproval: true }));
  const askedFor = await buildOpening(town, { organisation, data: { ...data, workflow: asking } });
  const kept = await take(askedFor, member);
  const asked = await member.call('claims.withdraw', {
    params: { id: kept.id },
    body: { version: kept.version, reason: words },
  });
  await manager.call('claims.denyWithdrawal', {
    params: { id: kept.id },
    body: { version: asked.data.version, reason: `请 ${member.name} 再坚持一下。` },
  });
  const { claim: ofCooperative } = await buildClaim(town, {
    opening: askedFor,
    claimant: member,
    evaluator,
    forOrganisation: cooperative,
  });
  const wished = await member.call('claims.withdraw', {
    params: { id: ofCooperative.id },
    body: { version: ofCooperative.version, reason: words },
  });
  await manager.call('claims.allowWithdrawal', {
    params: { id: ofCooperative.id },
    body: { version: wished.data.version },
  });

  const { data: copy } = await member.call('me.requestExport');
  return {
    ...member,
    mark,
    phone,
    organisation,
    claimId: own.id,
    evaluator,
    otherClaimId: theirs.id,
    exportAddress: copy.address,
  };
}

/** Gives the member a post and takes it back. */
async function leavePost(
  town: Town,
  organisation: Organisation,
  { number }: Member,
): Promise<void> {
  const { id } = await buildPost(town, organisation);
  const { data } = await town.administrator('holders.appoint', {
    params: { id },
    body: { number },
  });
  const [holding] = data.heldBy ?? [];
  if (holding === undefined) throw new Error('nobody holds the post');
  const { id: holdingId, version } = holding;
  await town.administrator('holders.dismiss', { params: { id }, body: { holdingId, version } });
}

/** A member whose number and name hold the mark, who has a phone and has signed in twice. */
async function enter(
  town: Town,
  mark: string,
  roles: readonly (readonly [
    role: 'member' | 'evaluator' | 'manager' | 'representative',
    Organisation,
  ])[],
): Promise<{ readonly member: Member; readonly phone: string }> {
  const phone = `139${String(randomInt(1e8)).padStart(8, '0')}`;
  const number = `M-${mark}`;
  const name = `林${mark}`;
  const memberships = roles.map(([role, { code }]) => ({ organisationCode: code, role }));
  const rows = [{ number, name, phone, memberships }];
  await town.administrator('members.import', { body: { rows } });
  const { data } = await town.administrator('members.invite', { body: { numbers: [number] } });
  const code = data.codes[0]?.code ?? '';
  const member = await activate(town, { number, name, code });
  const { password } = member;
  const answer = await town.send({
    method: 'POST',
    path: '/api/pioneer/sign-in',
    body: { number, password },
  });
  const { accessToken: token } = answer.body.data as { accessToken: string };
  const call = createClient({ url: town.url, token: () => token });
  return { member: { ...member, token, call }, phone };
}
