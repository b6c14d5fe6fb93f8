import type { Core } from '@strapi/strapi';
import { MAX_PIXELS } from 'strapi-plugin-pioneer/contract';
import { RefusedInput } from '../../http/refused-input';

/** A file on its way into the Media Library. */
type UploadedFile = object;

interface Pictures {
  getDimensions(file: UploadedFile): Promise<{ width: number | null; height: number | null }>;
  isFaultyImage(file: UploadedFile): Promise<boolean>;
}

/** Strapi's plugin of the Media Library, as far as its pictures go. */
export interface PictureUpload {
  readonly services: {
    'image-manipulation': Pictures | ((context: { strapi: Core.Strapi }) => Pictures);
  };
}

/**
 * Refuses pictures that unfold to more than any camera takes, by the size that they say they have.
 * Strapi unfolds every picture to see whether it is one: a small file would keep it busy for seconds.
 */
export function refuseHugePictures<Plugin extends PictureUpload>(plugin: Plugin): Plugin {
  const pictures = plugin.services['image-manipulation'] as Pictures;
  plugin.services['image-manipulation'] = ({ strapi }) => ({
    ...pictures,
    async isFaultyImage(file) {
      const { width, height } = await pictures.getDimensions(file);
      const found = (width ?? 0) * (height ?? 0);
      if (found > MAX_PIXELS) {
        throw new RefusedInput(strapi, 'EVIDENCE_TOO_MANY_PIXELS', { found, expected: MAX_PIXELS });
      }
      return pictures.isFaultyImage(file);
    },
  });
  return plugin;
}
