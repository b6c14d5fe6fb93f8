import {
  RequestRefused,
  type CallOptions,
  type ClaimView,
  type EvidenceMoment,
  type GivenCommand,
  type OpeningView,
} from 'strapi-plugin-pioneer/contract';
import type { Member } from '../../http/member';
import type { Journal, Outcome } from '../evidence/journal';

/**
 * A member whose every write is noted in the journal with its answer. A refusal is an answer like
 * any other here: the methods give null for it, and the meter has counted it. They throw when
 * there was no answer, or one that is not what the contract says.
 */
export interface WitnessedMember {
  readonly number: string;
  readonly id: string;
  claim(
    opening: Pick<OpeningView, 'id' | 'termsId'>,
    options?: { readonly wait: boolean },
  ): Promise<ClaimView | null>;
  /** Names another member for a slot; gives the id of the claim that is offered. */
  assign(opening: Pick<OpeningView, 'id'>, other: WitnessedMember): Promise<string | null>;
  /** The id of the live claim on an opening, of the member or of an organisation of theirs. */
  findOwn(opening: Pick<OpeningView, 'id'>): Promise<string | null>;
  give<Command extends GivenCommand>(
    command: Command,
    claim: Pick<ClaimView, 'id' | 'version'>,
    body: Omit<BodyOf<Command>, 'version'>,
  ): Promise<ClaimView | null>;
  /** Uploads a photo; gives its id. */
  show(
    claim: Pick<ClaimView, 'id'>,
    photo: Buffer,
    about: {
      readonly clientId: string;
      readonly moment: EvidenceMoment;
      readonly beforeId?: string;
    },
  ): Promise<string>;
  /** The claim as it is now, or null when the server refuses to show it. */
  look(claimId: string): Promise<ClaimView | null>;
}

type CommandName = `claims.${GivenCommand}`;
type BodyOf<Command extends GivenCommand> = NonNullable<CallOptions<`claims.${Command}`>['body']>;

export function witness(member: Member, journal: Journal): WitnessedMember {
  const { id: memberId, number, call } = member;
  return {
    id: memberId,
    number,
    claim({ id: openingId, termsId }, { wait } = { wait: false }) {
      const about = { what: 'claim', openingId, memberId } as const;
      return settled(
        call('openings.claim', { params: { id: openingId }, body: { termsId, wait } }),
        (outcome, claim) => {
          journal.note({ ...about, outcome, claimId: claim?.id, version: claim?.version });
        },
      );
    },
    async assign({ id: openingId }, other) {
      const body = { claimants: [{ kind: 'member' as const, id: other.id }] };
      const about = { what: 'claim', openingId, memberId: other.id } as const;
      try {
        const { data } = await call('openings.assign', { params: { id: openingId }, body });
        const claimId = data.assigned[0]?.claimId;
        const result = claimId === undefined ? 'refused' : 'acknowledged';
        journal.note({ ...about, outcome: result, claimId, version: 1 });
        return claimId ?? null;
      } catch (error) {
        journal.note({ ...about, outcome: 'unknown' });
        throw error;
      }
    },
    async findOwn({ id }) {
      const { data } = await call('openings.findOne', { params: { id } });
      return data.myClaimId;
    },
    give(command, { id: claimId, version }, body) {
      const { clientId } = body as { clientId?: string };
      const about = { what: 'command', command, claimId, memberId, clientId } as const;
      const options = { params: { id: claimId }, body: { ...body, version } };
      return settled(
        call<CommandName>(`claims.${command}`, options as CallOptions<CommandName>),
        (outcome, claim) => journal.note({ ...about, outcome, version: claim?.version }),
      );
    },
    async show({ id }, photo, body) {
      const file = new File([new Uint8Array(photo)], '现场.jpg', { type: 'image/jpeg' });
      return (await call('claims.addEvidence', { params: { id }, body, file })).data.id;
    },
    look: (claimId) => settled(call('claims.findOne', { params: { id: claimId } })),
  };
}

/** Waits for the answer and says what became of the request. */
async function settled<Claim extends ClaimView>(
  answer: Promise<{ data: Claim }>,
  note: (outcome: Outcome, claim: Claim | null) => void = () => undefined,
): Promise<Claim | null> {
  try {
    const { data } = await answer;
    note('acknowledged', data);
    return data;
  } catch (error) {
    const isRefusal = error instanceof RequestRefused;
    note(isRefusal && error.status < 500 ? 'refused' : 'unknown', null);
    if (isRefusal) return null;
    throw error;
  }
}
