/** Settings and state on disk: the folders, profiles of the config file, files that are written whole or not at all. */
export { readProfile } from './config.ts';
export type { ProfileReading, ProfileValue } from './config.ts';
export { isNoFile, placeOf, readJson, writeWhole } from './files.ts';
export type { StoredJson } from './files.ts';
export { foldersOf } from './paths.ts';
export { checkSource, readSource, readStream, SourceError } from './sources.ts';
export type { Folders } from './paths.ts';
export { readYaml } from './yaml.ts';
