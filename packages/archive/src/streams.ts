/** Tar files and layers as streams, apart from the licence texts that the room's main entry carries. */
export { type ArchiveEntry, type ArchivePlan, type Content, earliestTime, type OpenFile } from './content.ts'
export { type Compression, decompress, detectCompression } from './decompress.ts'
export { unpackArchive } from './read-archive.ts'
export { readLayer } from './read-layer.ts'
export { readTar, type TarEntry, type TarLimits, type TarType } from './read-tar.ts'
export { readZip } from './read-zip.ts'
export { tar } from './tar.ts'
export { planUnpack, type UnpackRules, type UnpackStep } from './unpack.ts'
