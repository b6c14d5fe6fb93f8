import type { Guarded } from '../../http/guard-route';
import { demandFolderIds } from './demand-folder-ids';
import { refuseHugePictures, type PictureUpload } from './refuse-huge-pictures';

/** What is refused before the Media Library takes it. */
export default (plugin: Guarded & PictureUpload): Guarded & PictureUpload =>
  demandFolderIds(refuseHugePictures(plugin));
