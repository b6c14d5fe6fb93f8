/** What npm runs once it has installed packages, whoever asked for that. */

import { noteInstallation } from './installation.mjs';

noteInstallation();
