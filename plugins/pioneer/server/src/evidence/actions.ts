import type { Core } from '@strapi/strapi';
import { memberOf } from '../shared/caller';
import { read } from '../shared/database';
import { serve, serveFile } from '../shared/serve';
import { uploadedFileOf } from '../shared/uploaded-file';
import { addEvidence } from './add-evidence';
import { findEvidence, findOneEvidence, presentEvidence } from './find-evidence';
import { sendEvidence } from './send-evidence';

/** Actions of the content API about evidence. */
export const evidenceActions = {
  'claims.addEvidence': (strapi: Core.Strapi) =>
    serve(strapi, 'claims.addEvidence', async ({ params, body, caller, ctx }) => {
      const member = memberOf(caller);
      const { beforeId = null, ...rest } = body;
      const upload = { ...rest, beforeId, claimId: params.id, member };
      const added = await addEvidence(strapi, upload, uploadedFileOf(ctx));
      const all = await read(strapi, (reading) => findEvidence(reading, params.id));
      return { data: presentEvidence(added, { memberName: member.name, all }) };
    }),
  'claims.findEvidence': (strapi: Core.Strapi) =>
    serveFile(strapi, 'claims.findEvidence', async ({ params, caller, ctx }) => {
      const { id: claimId, evidenceId } = params;
      const reader = memberOf(caller);
      await sendEvidence(
        strapi,
        ctx,
        await findOneEvidence(strapi, { claimId, evidenceId, reader }),
      );
    }),
};
