export const id = 100;
export const ids = [100];
export const modules = {

/***/ 100:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  decompress: () => (/* reexport */ decompress_decompress),
  readTar: () => (/* reexport */ read_tar_readTar)
});

// UNUSED EXPORTS: detectCompression, earliestTime, planUnpack, readLayer, readZip, tar, unpackArchive

// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __webpack_require__(4956);
;// CONCATENATED MODULE: ./packages/archive/build/content.js

/** 1980-01-01T00:00:00Z, the earliest time that every archive format can hold: the time of entries when nothing else is said. */
const earliestTime = 315_532_800;
const longestPath = 1000;
/**
 * Decides what an archive holds, or reports everything that may not go in: absolute paths and `..`, a path twice, paths that differ
 * only in case, links that leave the tree or lead nowhere, devices, an empty set.
 * Order and normalisation follow https://reproducible-builds.org/docs/archives/.
 */
function planArchive(request) {
    const folders = foldersOf(request.entries);
    const there = new Set([...folders, ...request.entries.map(({ path }) => path)]);
    const found = [
        ...checkFrame(request),
        ...request.entries.flatMap(({ path }) => checkPath(path)),
        ...checkClashes(request.entries, folders),
        ...request.entries.flatMap((entry) => checkEntry(entry, there)),
    ];
    if (found.length > 0)
        return err(found);
    const top = request.folder === '' ? '' : `${request.folder}/`;
    const entries = [...folders].map((path) => ({ kind: 'folder', path: `${top}${path}/`, mode: 0o755 }));
    if (top !== '')
        entries.push({ kind: 'folder', path: top, mode: 0o755 });
    for (const entry of request.entries)
        if (entry.kind !== 'other')
            entries.push(writtenEntry(entry, `${top}${entry.path}`));
    return ok({ folder: request.folder, mtime: request.mtime, entries: entries.sort((left, right) => (left.path < right.path ? -1 : 1)) });
}
function content_sizeOf(content) {
    return content instanceof Uint8Array ? content.byteLength : content.size;
}
function writtenEntry(entry, path) {
    if (entry.kind === 'link')
        return { kind: 'link', path, mode: 0o777, target: entry.target };
    return { kind: 'file', path, mode: (entry.mode & 0o100) === 0 ? 0o644 : 0o755, content: entry.content, size: content_sizeOf(entry.content) };
}
function checkFrame({ folder, mtime, entries }) {
    const found = [];
    if (entries.length === 0)
        found.push(content_bad('EMPTY', 'an archive without a file', 'Name at least one file'));
    if (folder !== '' && !/^[A-Za-z0-9_][A-Za-z0-9._+-]*$/.test(folder))
        found.push(content_bad('FOLDER', `"${folder}" is no name of a top folder`, 'Use letters, digits, ".", "_", "+" and "-"'));
    // The field of ustar is octal and would hold more; readers that keep seconds in 32 bits do not.
    if (!Number.isInteger(mtime) || mtime < 0 || mtime > 0x7fff_ffff)
        found.push(content_bad('TIME', `${mtime} is no time of an entry`, 'Use whole seconds from 0 to 2147483647'));
    return found;
}
/** Every folder that a path needs, without the top folder. */
function foldersOf(entries) {
    const folders = new Set();
    for (const { path } of entries) {
        // Where a folder is known, so are those above it.
        for (let cut = path.lastIndexOf('/'); cut !== -1 && !folders.has(path.slice(0, cut)); cut = path.lastIndexOf('/', cut - 1)) {
            folders.add(path.slice(0, cut));
            if (cut === 0)
                break;
        }
    }
    return folders;
}
function checkPath(path) {
    const flaw = (what, cure) => [content_bad('PATH', `${JSON.stringify(path)} ${what}`, cure)];
    if (path === '')
        return [content_bad('PATH', 'a file without a name', 'Give it a name')];
    if (/^(\/|[A-Za-z]:)/.test(path))
        return flaw('is an absolute path', 'Write a path inside the package');
    if (/[^\u0020-\u007e]|\\/.test(path))
        return flaw('holds a backslash, a control character, or a character that is not ASCII', 'Rename it inside the package');
    if (/(^|\/)\.{0,2}(\/|$)/.test(path))
        return flaw('has an empty, "." or ".." part', 'Write a plain path inside the package');
    // What file systems take of one name (NAME_MAX), and well below what systems take of a path.
    if (path.length > longestPath || (path.length > 255 && path.split('/').some((part) => part.length > 255)))
        return flaw('is too long', `Use at most 255 characters for each name and ${longestPath} for the whole`);
    return [];
}
function checkClashes(entries, folders) {
    const found = [];
    const seen = new Map([...folders].map((path) => [path.toLowerCase(), path]));
    for (const folder of folders) {
        const other = seen.get(folder.toLowerCase());
        if (other !== undefined && other !== folder)
            found.push(content_bad('CASE', `"${folder}" and "${other}" differ only in case`, 'Rename one: some systems cannot hold both'));
    }
    for (const { path } of entries) {
        const other = seen.get(path.toLowerCase());
        if (folders.has(path))
            found.push(content_bad('CLASH', `"${path}" is a file and a folder`, 'Rename one'));
        else if (other === path)
            found.push(content_bad('DUPLICATE', `"${path}" is there twice`, 'Name it once'));
        else if (other !== undefined)
            found.push(content_bad('CASE', `"${path}" and "${other}" differ only in case`, 'Rename one: some systems cannot hold both'));
        seen.set(path.toLowerCase(), path);
    }
    return found;
}
function checkEntry(entry, there) {
    if (entry.kind === 'other')
        return [content_bad('DEVICE', `"${entry.path}" is neither a file nor a link`, 'Devices, sockets and pipes do not belong in a package: leave it out')];
    if (entry.kind === 'file')
        return [];
    if (entry.target.length > longestPath)
        return [content_bad('LINK', `the target of the link "${entry.path}" is too long`, `Use at most ${longestPath} characters`)];
    const reached = /^[\u0020-\u007e]+$/.test(entry.target) ? content_resolveTarget(entry.path, entry.target) : undefined;
    const message = `the link "${entry.path}" -> "${entry.target}"`;
    if (reached === undefined)
        return [content_bad('LINK', `${message} leaves the package`, 'Name what it points at as a file of its own')];
    if (there.has(reached))
        return [];
    return [content_bad('LINK', `${message} leads to nothing in the package`, 'Add what it points at, or leave the link out')];
}
/** The path that a link leads to; undefined where it leaves the tree, or may do so through another link. */
function content_resolveTarget(path, target) {
    if (target === '' || /^\/|[\u0000-\u001f\u007f\\\ufffd]/.test(target) || !target.isWellFormed())
        return undefined;
    const parts = path.split('/').slice(0, -1);
    const steps = target.split('/').filter((part) => part !== '' && part !== '.');
    const down = steps.findIndex((part) => part !== '..');
    // A ".." behind a name could step out of what another link leads to, which the text of the path does not show.
    if (down !== -1 && steps.includes('..', down))
        return undefined;
    for (const part of steps) {
        if (part !== '..')
            parts.push(part);
        else if (parts.pop() === undefined)
            return undefined;
    }
    return parts.join('/');
}
function content_bad(code, message, cure) {
    return { code: `E_ARCHIVE_${code}`, message, cure };
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./packages/archive/build/cursor.js
/** @param cut makes the error for a stream that ends too early */
function createCursor(chunks, cut) {
    const source = chunks[Symbol.asyncIterator]();
    let rest = new Uint8Array();
    const next = async (most) => {
        while (rest.length === 0) {
            const found = await source.next();
            if (found.done === true)
                return undefined;
            rest = found.value;
        }
        const part = rest.subarray(0, most);
        rest = rest.subarray(part.length);
        return part;
    };
    return {
        take: async function* (size) {
            for (let left = size; left > 0;) {
                const part = await next(left);
                if (part === undefined)
                    throw cut();
                left -= part.length;
                yield part;
            }
        },
        read: async (size) => {
            const parts = [];
            for (let held = 0; held < size; held += parts.at(-1)?.length ?? 0) {
                const part = await next(size - held);
                if (part === undefined && held === 0)
                    return new Uint8Array();
                if (part === undefined)
                    throw cut();
                parts.push(part);
            }
            return parts.length === 1 ? (parts[0] ?? new Uint8Array()) : Buffer.concat(parts);
        },
    };
}

;// CONCATENATED MODULE: ./packages/archive/build/zstd-frames.js


const frameMagic = 0xfd2f_b528;
/** The last four bits are the user's. */
const skippableMagic = 0x184d_2a50;
/**
 * Cuts a stream so that no piece goes over the end of a zstd frame (RFC 8878 section 3.1), and leaves skippable frames out. Node's decoder
 * takes the end of a frame inside of a piece for the end of everything and drops the rest without a word; layers of the form zstd:chunked
 * have a frame for each file. Throws a Refusal (E_ARCHIVE_COMPRESSION) for what is no frame or ends inside of one.
 */
async function* cutFrames(chunks) {
    const cursor = createCursor(chunks, () => damaged('it ends inside of a frame'));
    for (let magic = await cursor.read(4); magic.length > 0; magic = await cursor.read(4)) {
        const word = littleEndian(magic);
        if ((word & 0xffff_fff0) >>> 0 === skippableMagic) {
            for await (const _ of cursor.take(littleEndian(await whole(cursor.read(4)))))
                ;
            continue;
        }
        if (word !== frameMagic)
            throw damaged('something else follows a frame');
        yield magic;
        const descriptor = await whole(cursor.read(1));
        yield descriptor;
        const [flags = 0] = descriptor;
        yield* cursor.take(headerLength(flags));
        for (let last = false; !last;) {
            const header = await whole(cursor.read(3));
            const block = littleEndian(header);
            const type = (block >>> 1) & 3;
            if (type === 3)
                throw damaged('it has a block of a reserved type');
            last = (block & 1) === 1;
            yield header;
            // A block of type 1 is one byte, repeated.
            yield* cursor.take(type === 1 ? 1 : block >>> 3);
        }
        if ((flags & 4) !== 0)
            yield* cursor.take(4);
    }
}
/** Window descriptor, dictionary and content size (RFC 8878 section 3.1.1.1). */
function headerLength(flags) {
    const single = (flags & 0x20) !== 0;
    const dictionary = [0, 1, 2, 4][flags & 3] ?? 0;
    const contentSize = [single ? 1 : 0, 2, 4, 8][flags >>> 6] ?? 0;
    return (single ? 0 : 1) + dictionary + contentSize;
}
async function whole(reading) {
    const bytes = await reading;
    if (bytes.length === 0)
        throw damaged('it ends inside of a frame');
    return bytes;
}
function littleEndian(bytes) {
    return bytes.reduceRight((sum, byte) => sum * 256 + byte, 0);
}
function damaged(what) {
    const message = `the zstd data cannot be unpacked: ${what}`;
    return (0,build/* refuse */.TR)({ code: 'E_ARCHIVE_COMPRESSION', message, cure: 'Make the archive again, and see that it was copied whole' });
}

;// CONCATENATED MODULE: ./packages/archive/build/decompress.js




/** Tells gzip (RFC 1952 section 2.3.1) and zstd (RFC 8878 section 3.1, skippable frames too) by the first four bytes. */
function detectCompression(head) {
    const [a = 0, b = 0, c = 0, d = 0] = head;
    if (a === 0x1f && b === 0x8b)
        return 'gzip';
    const isFrame = a === 0x28 && b === 0xb5 && c === 0x2f && d === 0xfd;
    const isSkippable = (a & 0xf0) === 0x50 && b === 0x2a && c === 0x4d && d === 0x18;
    return isFrame || isSkippable ? 'zstd' : 'none';
}
/** Unpacks gzip (all members) and zstd (all frames) and passes on anything else. Throws a Refusal (E_ARCHIVE_COMPRESSION) for what is cut or damaged. */
async function* decompress_decompress(chunks) {
    const source = chunks[Symbol.asyncIterator]();
    try {
        const { head, rest } = await peek(source);
        const compression = detectCompression(head);
        if (compression === 'none')
            yield* rest;
        else if (compression === 'gzip')
            yield* through((0,external_node_zlib_.createGunzip)({ chunkSize: 256 * 1024 }), rest, compression);
        else
            yield* through((0,external_node_zlib_.createZstdDecompress)({ chunkSize: 256 * 1024 }), cutFrames(rest), compression);
    }
    finally {
        await source.return?.();
    }
}
async function peek(source) {
    let head = new Uint8Array();
    while (head.length < 4) {
        const next = await source.next();
        if (next.done === true)
            break;
        head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
    }
    const all = async function* () {
        if (head.length > 0)
            yield head;
        for (let next = await source.next(); next.done !== true; next = await source.next())
            yield next.value;
    };
    return { head, rest: all() };
}
async function* through(unpacking, chunks, compression) {
    const failure = { source: undefined };
    const readable = external_node_stream_.Readable.from(watch(chunks, failure));
    readable.on('error', (error) => unpacking.destroy(error));
    readable.pipe(unpacking);
    try {
        yield* unpacking;
    }
    catch (error) {
        if (failure.source !== undefined)
            throw failure.source.error;
        throw error instanceof build/* Refusal */.P_ ? error : (0,build/* refuse */.TR)(decompress_bad(compression, error), { cause: error });
    }
    finally {
        readable.destroy();
        unpacking.destroy();
    }
}
async function* watch(chunks, failure) {
    try {
        yield* chunks;
    }
    catch (error) {
        failure.source = { error };
        throw error;
    }
}
function decompress_bad(compression, error) {
    return {
        code: 'E_ARCHIVE_COMPRESSION',
        message: `the ${compression} data cannot be unpacked: ${error instanceof Error ? error.message : String(error)}`,
        cure: 'Make the archive again, and see that it was copied whole',
    };
}

;// CONCATENATED MODULE: ./packages/archive/build/limits.js

function limits_tooMuch(what) {
    return (0,build/* refuse */.TR)({ code: 'E_ARCHIVE_LIMIT', message: `the archive holds ${what}`, cure: 'See where it comes from: it is larger than such an archive should be' });
}

// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(6118);
;// CONCATENATED MODULE: ./packages/archive/build/sparse.js


/**
 * Reads the records of a sparse file; undefined for a plain one. Throws a Refusal (E_ARCHIVE_TAR) for format 0.0, whose records repeat.
 * @param name what the header calls the file; its records may say it better
 */
function planSparse(pax, name) {
    const path = pax['GNU.sparse.name'] ?? name;
    if (pax['GNU.sparse.major'] === '1')
        return { path, size: numberOf(pax['GNU.sparse.realsize'], path), map: undefined };
    const map = pax['GNU.sparse.map'];
    if (map !== undefined)
        return { path, size: numberOf(pax['GNU.sparse.size'], path), map: map === '' ? [] : map.split(',').map((text) => numberOf(text, path)) };
    if (Object.keys(pax).some((key) => key.startsWith('GNU.sparse.')))
        throw sparse_bad(path, 'is sparse in a format that is not read');
    return undefined;
}
/** The file with its holes filled. `stored` are the `length` bytes that the archive holds of it. */
async function* readSparse({ path, size, map: given }, length, stored) {
    const cursor = createCursor(stored, () => sparse_bad(path, 'has a map of its holes that does not fit its data'));
    const { map, consumed } = given === undefined ? await readMap(cursor, path) : { map: given, consumed: 0 };
    let at = 0;
    let data = 0;
    for (let position = 0; position < map.length; position += 2) {
        const offset = map[position] ?? 0;
        const count = map[position + 1] ?? Number.NaN;
        if (!(offset >= at && offset + count <= size))
            throw sparse_bad(path, 'has a map of its holes that contradicts itself');
        yield* zeros(offset - at);
        yield* cursor.take(count);
        at = offset + count;
        data += count;
    }
    if (data + consumed !== length)
        throw sparse_bad(path, 'has a map of its holes that does not fit its data');
    yield* zeros(size - at);
}
const block = 512;
/** A map of this size names some 30,000 pieces of data. */
const longestMap = 2048 * block;
/** Format 1.0: numbers in lines, the first tells how many pairs follow; filled up to whole blocks. */
async function readMap(cursor, path) {
    let text = '';
    while (text.length < longestMap) {
        const bytes = await cursor.read(block);
        if (bytes.length === 0)
            break;
        text += Buffer.from(bytes).toString('latin1');
        const lines = text.split('\n');
        const count = lines.length > 1 ? numberOf(lines[0], path) : Number.POSITIVE_INFINITY;
        // The last of the lines may go on in the next block.
        if (lines.length > 2 * count + 1)
            return { map: lines.slice(1, 2 * count + 1).map((line) => numberOf(line, path)), consumed: text.length };
    }
    throw sparse_bad(path, 'has no whole map of its holes');
}
const filling = new Uint8Array(64 * 1024);
function* zeros(size) {
    for (let left = size; left > 0; left -= filling.length)
        yield filling.subarray(0, Math.min(left, filling.length));
}
function numberOf(text, path) {
    if (text !== undefined && /^[0-9]{1,15}$/.test(text))
        return Number(text);
    throw sparse_bad(path, `has ${JSON.stringify(text)} where the map of its holes has a number`);
}
function sparse_bad(path, what) {
    const message = `the tar archive cannot be read: "${path}" ${what}`;
    return (0,build/* refuse */.TR)({ code: 'E_ARCHIVE_TAR', message, cure: 'Pack it again without --sparse' });
}

;// CONCATENATED MODULE: ./packages/archive/build/read-tar.js




const read_tar_longestPath = 4096;
/** Linux takes 64 KiB of one attribute (xattr(7)); an image has a few at most. */
const longestAttributes = 256 * 1024;
/** Known to the code and the manual, not to the types. */
const options = { allowUnknownFormat: true };
const cure = 'Make the archive again, and see that it was copied whole';
/**
 * Reads a tar file member by member, in constant memory: ustar, pax and GNU (tar(5)), with long names, sparse files of pax formats 0.1 and
 * 1.0, and the old format without a magic. It holds at most one header, of which tar-stream keeps 4 MiB at most, and a few chunks.
 * Throws a Refusal: E_ARCHIVE_TAR for what is no tar file, cut or of a kind that Linux images do not have, E_ARCHIVE_LIMIT for more than
 * `limits`. An archive that was cut exactly between two members cannot be told from a whole one: check a digest.
 */
async function* read_tar_readTar(chunks, limits = {}) {
    const archive = (0,tar_stream.extract)(options);
    archive.on('error', () => { });
    const source = { failure: undefined };
    const feeding = feed(archive, chunks, source);
    const spend = createBudget(limits);
    try {
        for await (const member of archive) {
            const stored = withoutReturn(member, source);
            const entry = readMember(member.header, stored);
            spend(entry);
            yield entry;
            for await (const _ of stored)
                ;
        }
        await feeding;
    }
    catch (error) {
        throw whatWentWrong(error, source);
    }
    finally {
        archive.destroy();
        await feeding;
    }
}
function whatWentWrong(error, source) {
    if (source.failure !== undefined)
        return source.failure.error;
    if (error instanceof build/* Refusal */.P_)
        return error;
    return (0,build/* refuse */.TR)(read_tar_bad(`it is damaged: ${error instanceof Error ? error.message : String(error)}`), { cause: error });
}
/** Never rejects: what goes wrong in the source is kept apart from what is wrong in the archive. */
async function feed(archive, chunks, source) {
    const isOver = () => archive.destroying;
    try {
        for await (const chunk of chunks) {
            if (isOver())
                return;
            if (!archive.write(chunk))
                await drained(archive, isOver);
        }
        archive.end(undefined);
    }
    catch (error) {
        source.failure ??= { error };
        archive.destroy(error instanceof Error ? error : new Error(String(error)));
    }
}
function drained(archive, isOver) {
    if (isOver())
        return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers();
    archive.once('drain', resolve).once('close', resolve);
    return promise.finally(() => archive.off('drain', resolve).off('close', resolve));
}
/** One stream for several readers, each of which goes on where the last one stopped. A stream's own iterator would destroy the whole archive then. */
function withoutReturn(stream, source) {
    const chunks = stream[Symbol.asyncIterator]();
    const next = () => chunks.next().catch((error) => {
        throw whatWentWrong(error, source);
    });
    return { [Symbol.asyncIterator]: () => ({ next }) };
}
function readMember(header, stored) {
    const pax = (header.pax ?? {});
    const sparse = planSparse(pax, header.name);
    const name = sparse?.path ?? header.name;
    const path = name.length > 1 ? name.replace(/(?<=.)\/+$/, '') : name;
    const type = typeOf(header, name);
    // Absent where the field is empty, whatever the types say.
    const linkTarget = header.linkname ?? '';
    if (path.length > read_tar_longestPath || linkTarget.length > read_tar_longestPath)
        throw (0,build/* refuse */.TR)(read_tar_bad(`a path has more than ${read_tar_longestPath} characters`));
    const body = type !== 'file' ? nothing : sparse === undefined ? stored : readSparse(sparse, header.size, stored);
    return {
        path,
        type,
        mode: header.mode & 0o7777,
        uid: wholeOf(pax['uid'], header.uid),
        gid: wholeOf(pax['gid'], header.gid),
        size: type === 'file' ? (sparse?.size ?? header.size) : 0,
        mtime: /^-?[0-9]+(\.[0-9]*)?$/.test(pax['mtime'] ?? '') ? Number(pax['mtime']) : header.mtime.getTime() / 1000,
        ...(type === 'link' || type === 'symlink' ? { linkTarget } : {}),
        ...(sparse === undefined ? {} : { sparse: true }),
        attributes: attributesOf(pax),
        body,
    };
}
const nothing = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) };
const types = {
    file: 'file',
    'contiguous-file': 'file',
    directory: 'directory',
    link: 'link',
    symlink: 'symlink',
    'character-device': 'character-device',
    'block-device': 'block-device',
    fifo: 'fifo',
};
function typeOf(header, name) {
    const type = types[header.type];
    if (type === undefined)
        throw (0,build/* refuse */.TR)(read_tar_bad(`"${name}" is of a kind that only some tar programs know, such as a sparse file of old GNU tar`));
    // Before POSIX a slash at the end was what told a directory from a file.
    return type === 'file' && name.endsWith('/') ? 'directory' : type;
}
const prefix = 'SCHILY.xattr.';
function attributesOf(pax) {
    const names = Object.keys(pax).filter((key) => key.startsWith(prefix));
    if (names.length === 0)
        return none;
    if (names.reduce((sum, name) => sum + name.length + (pax[name]?.length ?? 0), 0) > longestAttributes) {
        throw (0,build/* refuse */.TR)(read_tar_bad(`extended attributes have more than ${longestAttributes} characters`));
    }
    return Object.fromEntries(names.sort().map((name) => [name.slice(prefix.length), pax[name] ?? '']));
}
const none = {};
function wholeOf(written, field) {
    return written !== undefined && /^[0-9]+$/.test(written) ? Number(written) : field;
}
function createBudget({ entries = 1_000_000, bytes = 64 * 2 ** 30 }) {
    let seen = 0;
    let held = 0;
    return ({ size }) => {
        seen += 1;
        held += size;
        if (seen > entries)
            throw limits_tooMuch(`more than ${entries} members`);
        if (held > bytes)
            throw limits_tooMuch(`more than ${bytes} bytes`);
    };
}
function read_tar_bad(what) {
    return { code: 'E_ARCHIVE_TAR', message: `the tar archive cannot be read: ${what}`, cure };
}

;// CONCATENATED MODULE: ./packages/archive/build/zip-records.js
const zip_records_signatures = {
    local: 0x0403_4b50,
    descriptor: 0x0807_4b50,
    central: 0x0201_4b50,
    end64: 0x0606_4b50,
    locator64: 0x0706_4b50,
    end: 0x0605_4b50,
};
const zip_records_methods = { stored: 0, deflated: 8 };
/** General purpose bit 3: checksum and sizes follow the data. */
const followedByDescriptor = 0x0008;
const most32 = 0xffff_ffff;
/** Versions of the specification that a reader needs: folders and deflate, ZIP64. */
const versions = { plain: 20, large: 45 };
/** "Version made by" 3 is Unix: only then do readers take modes and links from the external attributes. */
const madeByUnix = (/* unused pure expression or super */ null && (3 << 8));
/** What deflate may add to bytes that it cannot compress is far below this. */
function isLarge(size) {
    return size > 0xf000_0000;
}
/** Numbers in little-endian order, with their widths in bytes. */
function pack(...fields) {
    const buffer = Buffer.alloc(fields.reduce((sum, [bytes]) => sum + bytes, 0));
    let at = 0;
    for (const [bytes, value] of fields) {
        if (bytes === 8)
            buffer.writeBigUInt64LE(BigInt(value), at);
        else
            buffer.writeUIntLE(value, at, bytes);
        at += bytes;
    }
    return buffer;
}
/** Date and time in the way of MS-DOS (APPNOTE.TXT section 4.4.6), which knows no zone: always UTC, whatever the system says. */
function dosTime(mtime) {
    const when = new Date(Math.max(mtime, 315_532_800) * 1000);
    const time = (when.getUTCHours() << 11) | (when.getUTCMinutes() << 5) | (when.getUTCSeconds() >> 1);
    return [time, ((when.getUTCFullYear() - 1980) << 9) | ((when.getUTCMonth() + 1) << 5) | when.getUTCDate()];
}
/** Info-ZIP's extended timestamp: the time in seconds since 1970, by which readers get the same instant in every zone. */
function timeExtra(mtime) {
    return pack([2, 0x5455], [2, 5], [1, 1], [4, mtime]);
}
/** Whether a member has data that is compressed, and so sizes that are known after it only. */
function isDeflated(entry) {
    return entry.kind === 'file' && entry.size > 0;
}
/** APPNOTE.TXT section 4.3.7. A link's data is its target, stored. */
function renderLocal(entry, mtime, stored) {
    const name = Buffer.from(entry.path);
    const deflated = isDeflated(entry);
    const large = entry.kind === 'file' && isLarge(entry.size);
    const [time, date] = dosTime(mtime);
    const extra = Buffer.concat([timeExtra(mtime), large ? pack([2, 1], [2, 16], [8, 0], [8, 0]) : Buffer.alloc(0)]);
    const size = large ? most32 : stored.size;
    return Buffer.concat([
        pack([4, zip_records_signatures.local], [2, large ? versions.large : versions.plain], [2, deflated ? followedByDescriptor : 0]),
        pack([2, deflated ? zip_records_methods.deflated : zip_records_methods.stored], [2, time], [2, date]),
        pack([4, stored.checksum], [4, size], [4, size], [2, name.length], [2, extra.length]),
        name,
        extra,
    ]);
}
/** APPNOTE.TXT section 4.3.9. */
function renderDescriptor({ checksum, packed, size, large }) {
    const width = large ? 8 : 4;
    return pack([4, zip_records_signatures.descriptor], [4, checksum], [width, packed], [width, size]);
}
/** APPNOTE.TXT section 4.3.12. */
function renderCentral({ entry, offset, checksum, packed, size, large }, mtime) {
    const name = Buffer.from(entry.path);
    const [time, date] = dosTime(mtime);
    const far = offset >= most32;
    const wide = [
        ...(large
            ? [
                [8, size],
                [8, packed],
            ]
            : []),
        ...(far ? [[8, offset]] : []),
    ];
    const extra = Buffer.concat([timeExtra(mtime), wide.length === 0 ? Buffer.alloc(0) : pack([2, 1], [2, wide.length * 8], ...wide)]);
    const version = large || far ? versions.large : versions.plain;
    const deflated = isDeflated(entry);
    return Buffer.concat([
        pack([4, zip_records_signatures.central], [2, madeByUnix | version], [2, version], [2, deflated ? followedByDescriptor : 0]),
        pack([2, deflated ? zip_records_methods.deflated : zip_records_methods.stored], [2, time], [2, date], [4, checksum]),
        pack([4, large ? most32 : packed], [4, large ? most32 : size], [2, name.length], [2, extra.length]),
        pack([2, 0], [2, 0], [2, 0], [4, zip_records_attributesOf(entry)], [4, far ? most32 : offset]),
        name,
        extra,
    ]);
}
/** The type and mode of Unix above, the folder bit of MS-DOS below. */
function zip_records_attributesOf({ kind, mode }) {
    const type = kind === 'folder' ? 0o040000 : kind === 'link' ? 0o120000 : 0o100000;
    return (type + mode) * 2 ** 16 + (kind === 'folder' ? 0x10 : 0);
}
/** APPNOTE.TXT sections 4.3.14 to 4.3.16. */
function renderEnd(count, size, offset) {
    const large = count >= 0xffff || size >= most32 || offset >= most32;
    const [shownCount, shownSize, shownOffset] = large ? [0xffff, most32, most32] : [count, size, offset];
    const end = pack([4, zip_records_signatures.end], [2, 0], [2, 0], [2, shownCount], [2, shownCount], [4, shownSize], [4, shownOffset], [2, 0]);
    if (!large)
        return end;
    const made = madeByUnix | versions.large;
    return Buffer.concat([
        pack([4, zip_records_signatures.end64], [8, 44], [2, made], [2, versions.large], [4, 0], [4, 0], [8, count], [8, count], [8, size], [8, offset]),
        pack([4, zip_records_signatures.locator64], [4, 0], [8, offset + size], [4, 1]),
        end,
    ]);
}

;// CONCATENATED MODULE: ./packages/archive/build/zip-directory.js



const endSize = 22;
const longestComment = 0xffff;
const zip_directory_most32 = 0xffff_ffff;
/** Reads the directory of a zip file (PKWARE's APPNOTE.TXT section 4.3) and holds every local header against it. */
function zip_directory_openDirectory(file, { entries = 1_000_000, bytes = 64 * 2 ** 30 }) {
    const frame = readFrame(file);
    if (frame.count > entries)
        throw tooMuch(`more than ${entries} members`);
    // A member takes 46 bytes of the directory at least, and seldom more than a few hundred.
    if (frame.size > 64 * 1024 * 1024 || frame.size < frame.count * 46)
        throw zip_directory_bad('its directory has a size that cannot be');
    const directory = readAt(file, frame.offset, frame.size);
    const found = [];
    let at = 0;
    for (let index = 0; index < frame.count; index += 1) {
        const { record, next } = readCentral(directory, at);
        found.push(record);
        at = next;
    }
    if (at !== frame.size)
        throw zip_directory_bad('its directory has more in it than it says');
    if (found.reduce((sum, { size }) => sum + size, 0) > bytes)
        throw tooMuch(`more than ${bytes} bytes`);
    const records = found.map((record) => ({ record, dataAt: readLocal(file, record) }));
    checkOverlaps(records, frame.offset);
    return records.map(({ record, dataAt }) => ({ ...record, dataAt }));
}
function readFrame(file) {
    const length = Math.min(file.size, endSize + longestComment);
    const tail = readAt(file, file.size - length, length);
    const places = [];
    for (let at = length - endSize; at >= 0; at -= 1) {
        if (tail.readUInt32LE(at) === signatures.end && at + endSize + tail.readUInt16LE(at + 20) === length)
            places.push(at);
    }
    const [at] = places;
    if (at === undefined)
        throw zip_directory_bad('it has no directory at its end');
    if (places.length > 1)
        throw zip_directory_bad('it has two ends');
    const end = file.size - length + at;
    if (tail.readUInt16LE(at + 4) !== 0 || tail.readUInt16LE(at + 6) !== 0)
        throw zip_directory_bad('it is one of several parts');
    const [count, size, offset] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    const frame = count === 0xffff || size === zip_directory_most32 || offset === zip_directory_most32 ? readFrame64(file, end) : { count, size, offset, end };
    if (frame.offset + frame.size !== frame.end)
        throw zip_directory_bad('its directory does not lie where it says');
    return frame;
}
function readFrame64(file, end) {
    const locator = readAt(file, end - 20, 20);
    if (locator.readUInt32LE(0) !== signatures.locator64)
        throw zip_directory_bad('it lacks the larger numbers that it needs');
    const at = Number(locator.readBigUInt64LE(8));
    const record = readAt(file, at, 56);
    if (record.readUInt32LE(0) !== signatures.end64 || at + 12 + Number(record.readBigUInt64LE(4)) !== end - 20)
        throw zip_directory_bad('its larger numbers are damaged');
    const [count, size, offset] = [32, 40, 48].map((place) => Number(record.readBigUInt64LE(place)));
    return { count: count ?? 0, size: size ?? 0, offset: offset ?? 0, end: at };
}
function readCentral(directory, at) {
    if (at + 46 > directory.length || directory.readUInt32LE(at) !== signatures.central)
        throw zip_directory_bad('its directory is damaged');
    const [nameLength = 0, extraLength = 0, commentLength = 0] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place));
    const next = at + 46 + nameLength + extraLength + commentLength;
    if (next > directory.length)
        throw zip_directory_bad('its directory is cut');
    const [madeBy, flags, method] = [directory.readUInt16LE(at + 4), directory.readUInt16LE(at + 8), directory.readUInt16LE(at + 10)];
    const rawName = Buffer.from(directory.subarray(at + 46, at + 46 + nameLength));
    const name = readName(rawName);
    const extra = readExtra(directory.subarray(at + 46 + nameLength, at + 46 + nameLength + extraLength));
    // Encryption of any kind (bits 0, 6, 13), and patches (bit 5).
    if ((flags & 0x2061) !== 0)
        throw zip_directory_bad(`"${name}" is encrypted or a patch`);
    if (method !== methods.stored && method !== methods.deflated)
        throw zip_directory_bad(`"${name}" is packed by method ${method}, which is not read`);
    const wide = takeWide(extra.get(1), [directory.readUInt32LE(at + 24), directory.readUInt32LE(at + 20), directory.readUInt32LE(at + 42)]);
    const [size = 0, packed = 0, offset = 0] = wide;
    if (method === methods.stored && packed !== size)
        throw zip_directory_bad(`"${name}" is stored, and has two sizes`);
    // Unix and OS X: from others, the bits have another meaning.
    const mode = [3, 19].includes(madeBy >> 8) ? directory.readUInt32LE(at + 38) >>> 16 : 0;
    const times = extra.get(0x5455);
    const mtime = times !== undefined && times.length >= 5 ? times.readInt32LE(1) : zip_directory_dosTime(directory.readUInt16LE(at + 12), directory.readUInt16LE(at + 14));
    const record = {
        name,
        rawName,
        flags,
        method,
        deflated: method === methods.deflated,
        checksum: directory.readUInt32LE(at + 16),
        size,
        packed,
        offset,
        mode,
        mtime,
    };
    return { record, next };
}
/** UTF-8, whether the member says so or not: what it is by chance in an old code page is refused. */
function readName(raw) {
    try {
        return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(raw);
    }
    catch {
        throw zip_directory_bad(`a name is no text: ${raw.toString('latin1').slice(0, 100)}`);
    }
}
function readExtra(bytes) {
    const found = new Map();
    for (let at = 0; at + 4 <= bytes.length;) {
        const [id, size] = [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2)];
        if (at + 4 + size > bytes.length || found.has(id))
            throw zip_directory_bad('its directory has an extra field that is damaged or there twice');
        found.set(id, bytes.subarray(at + 4, at + 4 + size));
        at += 4 + size;
    }
    return found;
}
/** Each number that has no room in its field stands in the ZIP64 field, in this order (APPNOTE.TXT section 4.5.3). */
function takeWide(extra, fields) {
    let at = 0;
    return fields.map((field) => {
        if (field !== zip_directory_most32)
            return field;
        if (extra === undefined || at + 8 > extra.length)
            throw zip_directory_bad('it lacks a larger number that it needs');
        at += 8;
        const value = extra.readBigUInt64LE(at - 8);
        if (value > BigInt(Number.MAX_SAFE_INTEGER))
            throw zip_directory_bad('it has a number that cannot be');
        return Number(value);
    });
}
function zip_directory_dosTime(time, date) {
    const [hours, minutes, seconds] = [time >> 11, (time >> 5) & 63, (time & 31) * 2];
    return Date.UTC(1980 + (date >> 9), ((date >> 5) & 15) - 1, date & 31, hours, minutes, seconds) / 1000;
}
/** Where the data of a member begins. Its local header has to say what the directory says: a reader that goes from the front sees no other file. */
function readLocal(file, record) {
    const header = readAt(file, record.offset, 30);
    const nameLength = header.readUInt16LE(26);
    const name = readAt(file, record.offset + 30, nameLength);
    const hasDescriptor = (record.flags & 8) !== 0;
    const agrees = header.readUInt32LE(0) === signatures.local &&
        name.equals(record.rawName) &&
        header.readUInt16LE(6) === record.flags &&
        header.readUInt16LE(8) === record.method &&
        (hasDescriptor ||
            (header.readUInt32LE(14) === record.checksum &&
                [zip_directory_most32, record.packed].includes(header.readUInt32LE(18)) &&
                [zip_directory_most32, record.size].includes(header.readUInt32LE(22))));
    if (!agrees)
        throw zip_directory_bad(`"${record.name}" says two different things of itself`);
    return record.offset + 30 + nameLength + header.readUInt16LE(28);
}
/** Members that share bytes are how a small file becomes petabytes (D. Fifield, "A better zip bomb"). */
function checkOverlaps(records, directory) {
    let free = 0;
    for (const { record, dataAt } of records.toSorted((one, other) => one.record.offset - other.record.offset)) {
        if (record.offset < free)
            throw zip_directory_bad(`"${record.name}" overlaps another member`);
        free = dataAt + record.packed;
    }
    if (free > directory)
        throw zip_directory_bad('a member reaches into the directory');
}
function readAt(file, offset, size) {
    if (offset < 0 || offset + size > file.size)
        throw zip_directory_bad('it is cut');
    const bytes = Buffer.alloc(size);
    if (size > 0 && file.readInto(offset, bytes) !== size)
        throw zip_directory_bad('it is cut');
    return bytes;
}
function zip_directory_bad(what) {
    return refuse({ code: 'E_ARCHIVE_ZIP', message: `the zip file cannot be read: ${what}`, cure: 'Fetch the archive again, and see where it comes from' });
}

;// CONCATENATED MODULE: ./packages/archive/build/read-zip.js




/**
 * Reads a zip file member by member, in constant memory: stored and deflated members, ZIP64, modes and links of Unix. The directory at its
 * end is what counts, and every local header has to agree with it; members may not overlap. Throws a Refusal: E_ARCHIVE_ZIP for what is no
 * zip file, damaged, encrypted or ambiguous, E_ARCHIVE_LIMIT for more than `limits`. A member's checksum is proven when its body was read.
 */
async function* read_zip_readZip(file, limits = {}) {
    for (const record of openDirectory(file, limits)) {
        const body = () => readBody(file, record);
        const type = read_zip_typeOf(record);
        const base = { path: record.name.replace(/(?<=.)\/+$/, ''), mode: record.mode & 0o7777, uid: 0, gid: 0, mtime: record.mtime, attributes: {} };
        if (type === 'file')
            yield { ...base, type, size: record.size, body: { [Symbol.asyncIterator]: body } };
        else if (type === 'symlink')
            yield { ...base, type, size: 0, linkTarget: await readText(body(), record), body: read_zip_nothing };
        else
            yield { ...base, type, size: 0, body: read_zip_nothing };
    }
}
const read_zip_nothing = { [Symbol.asyncIterator]: () => ({ next: async () => ({ done: true, value: undefined }) }) };
/** The file type bits of stat(2). */
const read_zip_types = new Map([
    [0o010000, 'fifo'],
    [0o020000, 'character-device'],
    [0o040000, 'directory'],
    [0o060000, 'block-device'],
    [0o120000, 'symlink'],
    // A socket: nothing that an archive holds, and refused as a pipe is.
    [0o140000, 'fifo'],
]);
function read_zip_typeOf({ mode, name }) {
    return read_zip_types.get(mode & 0o170000) ?? (name.endsWith('/') ? 'directory' : 'file');
}
async function readText(body, { name, size }) {
    if (size > 4096)
        throw bad(`the link "${name}" has a target of ${size} bytes`);
    const parts = [];
    for await (const part of body)
        parts.push(part);
    return Buffer.concat(parts).toString('utf8');
}
const chunkSize = (/* unused pure expression or super */ null && (256 * 1024));
async function* readBody(file, record) {
    let checksum = 0;
    let size = 0;
    for await (const bytes of record.deflated ? inflate(file, record) : readPacked(file, record)) {
        size += bytes.length;
        if (size > record.size)
            throw bad(`"${record.name}" holds more than the ${record.size} bytes that it says`);
        checksum = crc32(bytes, checksum);
        yield bytes;
    }
    if (size !== record.size || checksum !== record.checksum)
        throw bad(`"${record.name}" is damaged`);
}
function* readPacked(file, { dataAt, packed, name }) {
    for (let at = 0; at < packed;) {
        const bytes = Buffer.allocUnsafeSlow(Math.min(chunkSize, packed - at));
        const count = file.readInto(dataAt + at, bytes);
        if (count === 0)
            throw bad(`"${name}" is cut`);
        at += count;
        yield bytes.subarray(0, count);
    }
}
async function* inflate(file, record) {
    const source = Readable.from(readPacked(file, record));
    const inflating = createInflateRaw({ chunkSize });
    source.on('error', (error) => inflating.destroy(error));
    source.pipe(inflating);
    try {
        yield* inflating;
        // What stands behind the end of the data would be read by another program as something else.
        if (inflating.bytesWritten !== record.packed)
            throw bad(`"${record.name}" has something behind its data`);
    }
    catch (error) {
        if (error instanceof Refusal)
            throw error;
        throw refuse({ code: 'E_ARCHIVE_ZIP', message: `the zip file cannot be read: "${record.name}" is damaged`, cure: 'Fetch the archive again' }, { cause: error });
    }
    finally {
        source.destroy();
        inflating.destroy();
    }
}

;// CONCATENATED MODULE: ./packages/archive/build/unpack.js


const unpack_longestPath = 1000;
const deepest = 100;
/**
 * Decides what of an archive that somebody else made may be written below an empty folder. Throws a Refusal (E_ARCHIVE_UNPACK) that names the
 * member at the first absolute path, `..`, path that is there twice or differs only in what file systems ignore, member below a file or a
 * link, link that leaves the tree, leads nowhere or to itself, hard link, sparse file, device; or name that no text is. What was written
 * before is to be thrown away: unpack beside the place, and rename. Size and number of members are limited by whoever reads the archive.
 */
async function* unpack_planUnpack(members, rules = {}) {
    const tree = createTree();
    const links = [];
    for await (const member of members) {
        const path = unwrapOne(readPath(member, rules), member);
        if (path === '.')
            continue;
        const kind = unwrapOne(readKind(member), member);
        const problem = tree.add(path, kind);
        if (problem !== undefined)
            throw unpack_bad(member, problem);
        if (kind === 'folder')
            yield { kind, path };
        else if (kind === 'link')
            links.push({ path, target: unwrapOne(readTarget(path, member), member) });
        else
            yield { kind, path, mode: (member.mode & 0o111) === 0 ? 0o644 : 0o755, size: member.size, body: member.body };
    }
    for (const { path, target } of links) {
        const problem = tree.follow(path, new Map(links.map((link) => [link.path, link.target])));
        if (problem !== undefined)
            throw unpack_bad({ path }, problem);
        yield { kind: 'link', path, target };
    }
}
function readKind({ type, sparse, mode }) {
    if (sparse === true)
        return err('is a sparse file, whose size in the archive says nothing of its size on a disk');
    if (type === 'directory')
        return ok('folder');
    if (type === 'symlink')
        return ok('link');
    if (type === 'file')
        return (mode & 0o6000) === 0 ? ok('file') : err('would run as another user (setuid or setgid)');
    return err(type === 'link' ? 'is a hard link' : `is a ${type}`);
}
/** Windows takes these for devices, with any ending (Microsoft, "Naming Files, Paths, and Namespaces"). */
const devices = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;
function readPath({ path: written, type }, { windows = false }) {
    if (/^(\/|\\|[A-Za-z]:)/.test(written))
        return err('has an absolute path');
    // GNU tar writes them for what is packed as ".".
    const path = written.replace(/^(\.\/)+(?=.)/, '');
    if (path === '.' || path === './')
        return type === 'directory' ? ok('.') : err('has no name');
    const parts = path.split('/');
    if (parts.includes('..'))
        return err('has ".." in its path');
    if (parts.some((part) => part === '' || part === '.'))
        return err('has an empty part or "." in its path');
    if (/[\u0000-\u001f\u007f\\\ufffd]/.test(path) || !path.isWellFormed())
        return err('has a backslash or something that is no text in its path');
    if (path.length > unpack_longestPath || parts.length > deepest || parts.some((part) => new TextEncoder().encode(part).length > 255))
        return err('has too long a path');
    if (windows && parts.some((part) => /[<>:"|?*]|[. ]$/.test(part) || devices.test(part)))
        return err('has a path that Windows cannot hold');
    return ok(path);
}
function readTarget(path, { linkTarget = '' }) {
    return resolveTarget(path, linkTarget) === undefined ? err(`is a link to ${JSON.stringify(linkTarget)}, which leaves the archive`) : ok(linkTarget);
}
/** The paths that were met, as file systems would take them. */
function createTree() {
    const known = new Map();
    const put = (path, kind) => {
        const key = foldName(path);
        const there = known.get(key);
        if (there === undefined)
            known.set(key, { path, kind });
        else if (there.path !== path)
            return `cannot be beside "${there.path}" on every file system`;
        else if (there.kind !== 'folder' || kind !== 'folder')
            return 'is there twice';
        return undefined;
    };
    return {
        add: (path, kind) => {
            for (let cut = path.indexOf('/'); cut !== -1; cut = path.indexOf('/', cut + 1)) {
                const parent = path.slice(0, cut);
                const there = known.get(foldName(parent));
                if (there !== undefined && there.kind !== 'folder')
                    return `is below "${parent}", which is a ${there.kind}`;
                const problem = put(parent, 'folder');
                if (problem !== undefined)
                    return problem;
            }
            return put(path, kind);
        },
        /** Where a link ends, through other links. */
        follow: (path, targets) => {
            let at = path;
            for (let step = 0; step <= targets.size; step += 1) {
                const reached = resolveTarget(at, targets.get(at) ?? '') ?? '';
                const there = known.get(foldName(reached));
                if (reached !== '' && there?.path !== reached)
                    return `is a link to "${targets.get(at)}", which is not in the archive`;
                if (reached === '' || there?.kind !== 'link')
                    return undefined;
                at = reached;
            }
            return 'is a link that leads to itself';
        },
    };
}
/** What file systems of macOS and Windows ignore in names: case, the ways to write an accent, characters that nobody sees. */
function foldName(path) {
    return path
        .normalize('NFKC')
        .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
        .toLowerCase();
}
function unwrapOne(result, member) {
    if (result.ok)
        return result.value;
    throw unpack_bad(member, result.error);
}
function unpack_bad({ path }, what) {
    const problem = {
        code: 'E_ARCHIVE_UNPACK',
        message: `the archive cannot be unpacked: ${JSON.stringify(path.slice(0, 200))} ${what}`,
        cure: 'Do not use the archive, and see where it comes from',
    };
    return refuse(problem);
}

;// CONCATENATED MODULE: ./packages/archive/build/read-archive.js





/**
 * Reads an archive that somebody else made, whichever of the formats it is (told by its first bytes), and decides what may be written: see
 * `planUnpack`. The limits hold for what comes out, and also for what a compressed tar file holds beside its members.
 */
function unpackArchive(file, limits = {}) {
    return planUnpack(isZip(file) ? readZip(file, limits) : readTar(limited(decompress(chunksOf(file)), limits), limits), limits);
}
/** A local header, or the end of an empty zip file. */
function isZip(file) {
    const head = new Uint8Array(4);
    file.readInto(0, head);
    return head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6));
}
async function* chunksOf(file) {
    for (let offset = 0; offset < file.size;) {
        const bytes = Buffer.allocUnsafeSlow(Math.min(256 * 1024, file.size - offset));
        const count = file.readInto(offset, bytes);
        if (count === 0)
            return;
        offset += count;
        yield bytes.subarray(0, count);
    }
}
/** Headers and fillings of the members, and what stands behind the last one. */
async function* limited(chunks, { entries = 1_000_000, bytes = 64 * 2 ** 30 }) {
    const most = bytes + 2048 * (entries + 10) + 16 * 2 ** 20;
    let seen = 0;
    for await (const chunk of chunks) {
        seen += chunk.length;
        if (seen > most)
            throw tooMuch(`more than ${bytes} bytes`);
        yield chunk;
    }
}

;// CONCATENATED MODULE: ./packages/archive/build/read-layer.js



/** Layers that are tar files, packed or not (OCI media-types.md; Docker's image manifest version 2, schema 2). */
const layerType = /^application\/vnd\.(?:oci\.image\.layer\.(?:nondistributable\.)?v1|docker\.image\.rootfs\.(?:foreign\.)?diff)\.tar(?:[.+](?:gzip|zstd))?$/;
/**
 * Reads one layer of an image, as `readTar` does. How it is packed is told by its bytes; the media type only has to be that of a layer.
 * Throws Refusals: E_ARCHIVE_LAYER for another type, such as an encrypted layer, and those of `readTar` and `decompress`.
 */
async function* readLayer(chunks, mediaType, limits = {}) {
    if (!layerType.test(mediaType)) {
        const cure = 'Build the image with layers that are tar files, packed with gzip or zstd or not at all';
        throw refuse({ code: 'E_ARCHIVE_LAYER', message: `a layer of the media type ${mediaType} cannot be read`, cure });
    }
    yield* readTar(decompress(chunks), limits);
}

;// CONCATENATED MODULE: ./packages/archive/build/exactly.js


/** Bytes of one read of a file: fits into a processor's cache. */
const chunk = (/* unused pure expression or super */ null && (256 * 1024));
/** The bytes of a content, as many as it promised. Throws a Refusal (E_ARCHIVE_CHANGED) otherwise. */
async function* exactly_exactly(content, path) {
    const size = sizeOf(content);
    let seen = 0;
    for await (const bytes of exactly_chunksOf(content)) {
        seen += bytes.byteLength;
        if (seen > size)
            throw exactly_changed(path, size, `at least ${seen}`);
        yield bytes;
    }
    if (seen !== size)
        throw exactly_changed(path, size, String(seen));
}
function exactly_chunksOf(content) {
    if (content instanceof Uint8Array)
        return [content];
    return 'stream' in content ? content.stream() : readAll(content);
}
function* readAll({ open, size }) {
    const file = open();
    try {
        for (let offset = 0; offset < file.size;) {
            const bytes = Buffer.allocUnsafeSlow(Math.min(chunk, Math.max(size, file.size) - offset));
            const count = file.readInto(offset, bytes);
            if (count === 0)
                return;
            offset += count;
            yield bytes.subarray(0, count);
        }
    }
    finally {
        file.close();
    }
}
function exactly_changed(path, expected, actual) {
    return refuse({
        code: 'E_ARCHIVE_CHANGED',
        message: `"${path}" had ${expected} bytes and yielded ${actual} while it was packed`,
        cure: 'Let nothing write to the files while they are packed',
    });
}

;// CONCATENATED MODULE: ./packages/archive/build/ustar.js

/** Headers and files are filled up to blocks of this size. */
const blockSize = 512;
const typeFlags = { file: '0', link: '2', folder: '5', pax: 'x' };
/** What eleven octal digits hold: 8 GiB less one byte. */
const largestOctal = 0o77777777777;
/**
 * The header of one member: one block of the ustar format (POSIX pax, "ustar Interchange Format"), and before it a pax header ("pax Header
 * Block") where a name, a target or a size does not fit in. No field is left to a default: owner 0, no names of owners, one time.
 */
function ustar_renderHeader(entry, mtime) {
    const split = splitName(entry.path);
    const target = entry.kind === 'link' ? entry.target : '';
    const size = entry.kind === 'file' ? entry.size : 0;
    const records = [
        ...(split === undefined ? [['path', entry.path]] : []),
        ...(target.length > 100 ? [['linkpath', target]] : []),
        ...(size > largestOctal ? [['size', String(size)]] : []),
    ];
    const { name, prefix } = split ?? { name: entry.path.slice(0, 100), prefix: '' };
    const fields = {
        name,
        prefix,
        mode: entry.mode,
        mtime,
        type: typeFlags[entry.kind],
        target: target.slice(0, 100),
        size: Math.min(size, largestOctal),
    };
    if (records.length === 0)
        return renderBlock(fields);
    const extended = new TextEncoder().encode(records.map(([key, value]) => renderRecord(key, value)).join(''));
    const about = { ...fields, name: `PaxHeaders/${name.replaceAll('/', '_').slice(-80)}`, prefix: '', mode: 0o644, type: typeFlags.pax, target: '' };
    const bytes = new Uint8Array(blockSize + ustar_paddedSize(extended.length) + blockSize);
    bytes.set(renderBlock({ ...about, size: extended.length }));
    bytes.set(extended, blockSize);
    bytes.set(renderBlock(fields), bytes.length - blockSize);
    return bytes;
}
/** What ends an archive: two blocks of zeros. */
const ustar_endOfArchive = new Uint8Array(2 * blockSize);
function ustar_paddedSize(size) {
    return Math.ceil(size / blockSize) * blockSize;
}
/** ustar has 100 characters for the end of a path and 155 for its beginning, cut at a slash. Undefined where that is not enough. */
function splitName(path) {
    if (path.length <= 100)
        return { name: path, prefix: '' };
    // The slash at the end of a folder's path belongs to its name.
    const cut = path.indexOf('/', path.length - 101);
    if (cut === -1 || cut === path.length - 1 || cut > 155)
        return undefined;
    return { name: path.slice(cut + 1), prefix: path.slice(0, cut) };
}
/** `length key=value\n`, where the length counts itself. */
function renderRecord(key, value) {
    const rest = ` ${key}=${value}\n`;
    let length = rest.length + 1;
    while (`${length}${rest}`.length !== length)
        length = `${length}${rest}`.length;
    return `${length}${rest}`;
}
/** What is the same in all headers: owner 0, no names of owners, no device. */
const template = Buffer.alloc(blockSize);
template.write('0000000', 108, 'latin1');
template.write('0000000', 116, 'latin1');
template.write('ustar\u000000', 257, 'latin1');
template.write('0000000', 329, 'latin1');
template.write('0000000', 337, 'latin1');
// The sum is taken with blanks in its own field.
template.fill(' ', 148, 156);
const templateSum = sumOf(template, 0, blockSize);
function sumOf(bytes, from, length) {
    let sum = 0;
    for (let at = from; at < from + length; at += 1)
        sum += bytes[at] ?? 0;
    return sum;
}
function renderBlock({ name, prefix, mode, size, mtime, type, target }) {
    if (name.length > 100 || prefix.length > 155 || size > largestOctal)
        throw new Defect(`"${prefix}/${name}" does not fit into a header`);
    const block = Buffer.from(template);
    block.write(name, 0, 'latin1');
    block.write(octal(mode, 7), 100, 'latin1');
    block.write(`${octal(size, 11)}\u0000${octal(mtime, 11)}`, 124, 'latin1');
    block.write(type, 156, 'latin1');
    if (target !== '')
        block.write(target, 157, 'latin1');
    if (prefix !== '')
        block.write(prefix, 345, 'latin1');
    const sum = templateSum +
        sumOf(block, 0, name.length) +
        sumOf(block, 100, 7) +
        sumOf(block, 124, 23) +
        sumOf(block, 156, 1 + target.length) +
        sumOf(block, 345, prefix.length);
    block.write(`${octal(sum, 6)}\u0000 `, 148, 'latin1');
    return block;
}
function octal(value, digits) {
    return value.toString(8).padStart(digits, '0');
}

;// CONCATENATED MODULE: ./packages/archive/build/tar.js



/** Bytes of one piece that comes out. Large pieces cost less to write and to compress. */
const pieceSize = (/* unused pure expression or super */ null && (1024 * 1024));
/**
 * The bytes of a plan as a tar file: ustar, and pax only where a name or a size needs it. Pieces are of 1 MiB, apart from the last one; each
 * is made while the one before is written. Throws a Refusal (E_ARCHIVE_CHANGED) when a file yields more or fewer bytes than its plan says.
 */
async function* tar(plan, { keep } = {}) {
    const source = piecesOf(plan, keep);
    let coming = source.next();
    try {
        for (let found = await coming; found.done !== true; found = await coming) {
            coming = afterwards(() => source.next());
            // An error shows when its turn comes; until then it is no unhandled one.
            coming.catch(() => { });
            yield found.value;
        }
    }
    finally {
        await coming.catch(() => { });
        await source.return(undefined);
    }
}
/** Once those who wait for what is there already have taken it: reading is synchronous, and would keep them from writing it. */
function afterwards(deed) {
    return new Promise((resolve) => void setImmediate(resolve)).then(deed);
}
async function* piecesOf(plan, keep) {
    // One is being filled, and one waits to be asked for.
    const pieces = createPieces(keep === undefined ? undefined : keep + 2);
    for (const entry of plan.entries) {
        yield* pieces.add(renderHeader(entry, plan.mtime));
        if (entry.kind !== 'file')
            continue;
        if (!(entry.content instanceof Uint8Array) && 'open' in entry.content)
            yield* addFile(pieces, entry.content, entry.path);
        else
            for await (const bytes of exactly(entry.content, entry.path))
                yield* pieces.add(bytes);
        yield* pieces.skip(paddedSize(entry.size) - entry.size);
    }
    yield* pieces.add(endOfArchive);
    yield* pieces.rest();
}
/** Collects what comes in pieces of any size into pieces of one size: always new ones, or some in turn. */
function createPieces(count) {
    const turns = [];
    const take = () => {
        const next = (count !== undefined && turns.length >= count ? turns.shift() : undefined) ?? Buffer.allocUnsafeSlow(pieceSize);
        if (count !== undefined)
            turns.push(next);
        return next;
    };
    let piece = take();
    let used = 0;
    /** Counts bytes as written; hands the piece out when it is full. */
    const advance = function* (count) {
        used += count;
        if (used < pieceSize)
            return;
        const full = piece;
        piece = take();
        used = 0;
        yield full;
    };
    return {
        /** Where the next bytes go; never empty. */
        free: () => piece.subarray(used),
        advance,
        add: function* (bytes) {
            for (let at = 0; at < bytes.length;) {
                const count = Math.min(bytes.length - at, pieceSize - used);
                piece.set(at === 0 && count === bytes.length ? bytes : bytes.subarray(at, at + count), used);
                at += count;
                yield* advance(count);
            }
        },
        skip: function* (count) {
            for (let left = count; left > 0;) {
                const part = Math.min(left, pieceSize - used);
                piece.fill(0, used, used + part);
                left -= part;
                yield* advance(part);
            }
        },
        rest: function* () {
            if (used > 0)
                yield piece.subarray(0, used);
        },
    };
}
/** Reads a file right into the pieces: no stream, and no copy. */
function* addFile(pieces, content, path) {
    const size = sizeOf(content);
    const file = content.open();
    try {
        if (file.size !== size)
            throw changed(path, size, String(file.size));
        for (let offset = 0; offset < size;) {
            const free = pieces.free();
            const count = file.readInto(offset, free.length > size - offset ? free.subarray(0, size - offset) : free);
            if (count === 0)
                throw changed(path, size, String(offset));
            offset += count;
            yield* pieces.advance(count);
        }
    }
    finally {
        file.close();
    }
}

;// CONCATENATED MODULE: ./packages/archive/build/streams.js
/** Tar files and layers as streams, apart from the licence texts that the room's main entry carries. */










/***/ })

};
