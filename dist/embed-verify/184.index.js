export const id = 184;
export const ids = [184];
export const modules = {

/***/ 9184:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  decompress: () => (/* reexport */ decompress_decompress),
  readTar: () => (/* reexport */ read_tar_readTar)
});

// UNUSED EXPORTS: detectCompression, earliestTime, entryTime, gatherFiles, packArchive, parseFileLine, planArchive, readLayer, tar, zip

// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __webpack_require__(4956);
;// CONCATENATED MODULE: ./packages/archive/build/content.js

/** 1980-01-01T00:00:00Z, the earliest time that every archive format can hold: the time of entries when nothing else is said. */
const content_earliestTime = 315_532_800;
/**
 * Decides what an archive holds, or reports everything that may not go in: absolute paths and `..`, a path twice, paths that differ
 * only in case, links that leave the tree or lead nowhere, devices, an empty set.
 * Order and normalisation follow https://reproducible-builds.org/docs/archives/.
 */
function planArchive(request) {
    const folders = foldersOf(request.entries);
    const found = [
        ...checkFrame(request),
        ...request.entries.flatMap(({ path }) => checkPath(path)),
        ...checkClashes(request.entries, folders),
        ...request.entries.flatMap((entry) => checkEntry(entry, request.entries, folders)),
    ];
    if (found.length > 0)
        return err(found);
    const top = request.folder === '' ? '' : `${request.folder}/`;
    const named = [...(top === '' ? [] : [top]), ...[...folders].map((path) => `${top}${path}/`)];
    const entries = named.map((path) => ({ kind: 'folder', path, mode: 0o755 }));
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
        found.push(bad('EMPTY', 'an archive without a file', 'Name at least one file'));
    if (folder !== '' && !/^[A-Za-z0-9_][A-Za-z0-9._+-]*$/.test(folder))
        found.push(bad('FOLDER', `"${folder}" is no name of a top folder`, 'Use letters, digits, ".", "_", "+" and "-"'));
    // The field of ustar is octal and would hold more; readers that keep seconds in 32 bits do not.
    if (!Number.isInteger(mtime) || mtime < 0 || mtime > 0x7fff_ffff)
        found.push(bad('TIME', `${mtime} is no time of an entry`, 'Use whole seconds from 0 to 2147483647'));
    return found;
}
/** Every folder that a path needs, without the top folder. */
function foldersOf(entries) {
    const parents = (path) => [...path.matchAll(/\//g)].map(({ index }) => path.slice(0, index));
    return new Set(entries.flatMap(({ path }) => parents(path)));
}
function checkPath(path) {
    const shown = JSON.stringify(path);
    if (path === '')
        return [bad('PATH', 'a file without a name', 'Give it a name')];
    if (/^(\/|[A-Za-z]:)/.test(path))
        return [bad('PATH', `${shown} is an absolute path`, 'Write a path inside the package')];
    if (!/^[\u0020-\u007e]+$/.test(path) || path.includes('\\')) {
        return [bad('PATH', `${shown} holds a backslash, a control character, or a character that is not ASCII`, 'Rename it inside the package')];
    }
    if (path.split('/').some((part) => part === '' || part === '.' || part === '..'))
        return [bad('PATH', `${shown} has an empty, "." or ".." part`, 'Write a plain path inside the package')];
    const cut = path.lastIndexOf('/');
    // The limits of ustar's two name fields (POSIX pax, "ustar Interchange Format"), less the top folder.
    if (path.length - cut - 1 > 100 || path.length > 155)
        return [bad('PATH', `${shown} is too long for ustar`, 'Use at most 100 characters for the name and 155 for the whole')];
    return [];
}
function checkClashes(entries, folders) {
    const found = [];
    const seen = new Map([...folders].map((path) => [path.toLowerCase(), path]));
    for (const folder of folders) {
        const other = seen.get(folder.toLowerCase());
        if (other !== undefined && other !== folder)
            found.push(bad('CASE', `"${folder}" and "${other}" differ only in case`, 'Rename one: some systems cannot hold both'));
    }
    for (const { path } of entries) {
        const other = seen.get(path.toLowerCase());
        if (folders.has(path))
            found.push(bad('CLASH', `"${path}" is a file and a folder`, 'Rename one'));
        else if (other === path)
            found.push(bad('DUPLICATE', `"${path}" is there twice`, 'Name it once'));
        else if (other !== undefined)
            found.push(bad('CASE', `"${path}" and "${other}" differ only in case`, 'Rename one: some systems cannot hold both'));
        seen.set(path.toLowerCase(), path);
    }
    return found;
}
function checkEntry(entry, entries, folders) {
    if (entry.kind === 'other')
        return [bad('DEVICE', `"${entry.path}" is neither a file nor a link`, 'Devices, sockets and pipes do not belong in a package: leave it out')];
    if (entry.kind === 'file')
        return [];
    if (entry.target.length > 100)
        return [bad('LINK', `the link "${entry.path}" is too long for ustar`, 'Use at most 100 characters')];
    const reached = resolveTarget(entry.path, entry.target);
    const message = `the link "${entry.path}" -> "${entry.target}"`;
    if (reached === undefined)
        return [bad('LINK', `${message} leaves the package`, 'Name what it points at as a file of its own')];
    if (folders.has(reached) || entries.some(({ path }) => path === reached))
        return [];
    return [bad('LINK', `${message} leads to nothing in the package`, 'Add what it points at, or leave the link out')];
}
function resolveTarget(path, target) {
    if (target === '' || target.startsWith('/') || target.includes('\\') || !/^[\u0020-\u007e]+$/.test(target))
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
function bad(code, message, cure) {
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

;// CONCATENATED MODULE: ./packages/archive/build/entry-time.js


/** The time of every entry: what was asked for, else SOURCE_DATE_EPOCH (reproducible-builds.org, "SOURCE_DATE_EPOCH"), else a fixed one. */
function entryTime(asked, epoch) {
    if (asked !== undefined)
        return ok(asked);
    if (epoch === undefined || epoch === '')
        return ok(earliestTime);
    if (/^[0-9]{1,10}$/.test(epoch))
        return ok(Number(epoch));
    return err({
        code: 'E_ARCHIVE_TIME',
        message: `SOURCE_DATE_EPOCH is "${epoch}", which is no time`,
        cure: 'Set it to whole seconds since 1970',
        at: { input: 'mtime' },
    });
}

;// CONCATENATED MODULE: ./packages/archive/build/file-line.js

const modes = { '0644': 0o644, '0755': 0o755, '644': 0o644, '755': 0o755 };
/**
 * Reads `source`, `source -> name`, `source -> name 0755` or `symlink: name -> target`.
 * Without a name the file keeps the last part of its source; a folder keeps its content's own paths.
 */
function parseFileLine(text) {
    const link = /^symlink:\s*(\S.*?)\s+->\s+(\S.*)$/.exec(text);
    if (link !== null)
        return ok({ kind: 'link', name: link[1] ?? '', target: link[2] ?? '' });
    const [body, mode] = splitMode(text);
    const parts = body.split(/\s*->\s*/);
    const [source = '', name = lastPart(source)] = parts;
    const cure = 'Write `source`, `source -> name`, with a mode 0644 or 0755 behind it if needed, or `symlink: name -> target`';
    if (parts.length > 2 || source === '' || name === '')
        return err({ code: 'E_ARCHIVE_LINE', message: `"${text}" is no line of a content list`, cure });
    if (/[*?[\]]/.test(source)) {
        return err({
            code: 'E_ARCHIVE_LINE',
            message: `"${source}" is a pattern`,
            cure: 'Name each file: a pattern would also take what an earlier build left behind',
        });
    }
    return ok({ kind: 'source', source, name, ...(mode === undefined ? {} : { mode }) });
}
function splitMode(text) {
    const match = /^(.*\S)\s+(0?[0-7]{3})$/.exec(text);
    const mode = modes[match?.[2] ?? ''];
    return match === null || mode === undefined ? [text.trim(), undefined] : [match[1] ?? '', mode];
}
function lastPart(path) {
    return path.replace(/\/+$/, '').split('/').at(-1) ?? '';
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



const longestPath = 4096;
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
    if (path.length > longestPath || linkTarget.length > longestPath)
        throw (0,build/* refuse */.TR)(read_tar_bad(`a path has more than ${longestPath} characters`));
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
            throw (0,build/* refuse */.TR)(tooMuch(`more than ${entries} members`));
        if (held > bytes)
            throw (0,build/* refuse */.TR)(tooMuch(`more than ${bytes} bytes`));
    };
}
function tooMuch(what) {
    return { code: 'E_ARCHIVE_LIMIT', message: `the archive holds ${what}`, cure: 'See where it comes from: it is larger than such an archive should be' };
}
function read_tar_bad(what) {
    return { code: 'E_ARCHIVE_TAR', message: `the tar archive cannot be read: ${what}`, cure };
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

// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./packages/archive/build/deflate.js



/** Everything that decides the bytes. Level 0 is never used: its bytes depend on the sizes of the chunks that come in. */
const settings = { level: 9, memLevel: 8, windowBits: 15, strategy: external_node_zlib_.constants.Z_DEFAULT_STRATEGY, chunkSize: 256 * 1024 };
/** Compresses a stream (RFC 1951); the bytes depend on the content alone, not on how it is cut into chunks. */
async function* deflate_deflate(chunks, seen) {
    const stream = createDeflateRaw(settings);
    const source = Readable.from(deflate_watch(chunks, seen), { objectMode: false, highWaterMark: 256 * 1024 });
    const piping = pipeline(source, stream);
    piping.catch(() => { });
    try {
        yield* stream;
        await piping;
    }
    finally {
        source.destroy();
        stream.destroy();
    }
}
async function* deflate_watch(chunks, seen) {
    for await (const bytes of chunks) {
        seen.checksum = crc32(bytes, seen.checksum);
        seen.size += bytes.byteLength;
        if (bytes.byteLength > 0)
            yield bytes;
    }
}

;// CONCATENATED MODULE: ./packages/archive/build/gzip.js

/**
 * The ten bytes of a gzip header (RFC 1952 section 2.3) that say nothing of where and when it was written: deflate, no flags, no
 * time, "slowest algorithm", operating system unknown (255). Node's own header names the system, so bytes would differ between them.
 */
const header = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255);
/** Compresses a stream; the bytes depend on the content alone, not on how it is cut into chunks. */
async function* gzip_gzip(chunks) {
    const seen = { checksum: 0, size: 0 };
    yield header;
    yield* deflate(chunks, seen);
    yield trailerOf(seen);
}
/** CRC-32 and the size modulo 2^32, little-endian (RFC 1952 section 2.3.1). */
function trailerOf({ checksum, size }) {
    const trailer = new DataView(new ArrayBuffer(8));
    trailer.setUint32(0, checksum, true);
    trailer.setUint32(4, size % 2 ** 32, true);
    return new Uint8Array(trailer.buffer);
}

;// CONCATENATED MODULE: ./packages/archive/build/tar.js




/** The bytes of a plan as `tar.gz`. */
function packArchive(plan) {
    return gzip(tar(plan));
}
/**
 * The bytes of a plan as a tar file in the ustar format (POSIX pax, "ustar Interchange Format"). Every field of every header is given,
 * because the writer's own defaults are the time of now and what the entry looks like.
 * Throws a Refusal when a file yields more or fewer bytes than its plan says.
 */
async function* tar(plan) {
    const archive = pack();
    archive.on('error', () => { });
    const feeding = tar_feed(archive, plan);
    // The reader below sees the error too: destroying the archive is how it learns of it.
    const settled = feeding.then(() => archive.finalize(), (error) => void archive.destroy(errorOf(error)));
    try {
        yield* archive;
        await feeding;
    }
    finally {
        archive.destroy();
        await settled;
    }
}
async function tar_feed(archive, plan) {
    const mtime = new Date(plan.mtime * 1000);
    for (const entry of plan.entries)
        await feedEntry(archive, entry, mtime);
}
async function feedEntry(archive, entry, mtime) {
    const { promise: written, resolve, reject } = Promise.withResolvers();
    const sink = archive.entry(headerOf(entry, mtime), (error) => (error ? reject(error) : resolve()));
    // What goes wrong reaches the caller through the promise; without listeners it would end the process as well.
    written.catch(() => { });
    sink.on('error', () => { });
    try {
        for await (const bytes of entry.kind === 'file' ? tar_exactly(entry.content, entry.path) : []) {
            const flows = sink.write(bytes);
            if (sink.destroying)
                break;
            if (!flows)
                await tar_drained(sink);
        }
        sink.end(undefined);
    }
    catch (error) {
        sink.destroy(errorOf(error));
        throw error;
    }
    return written;
}
function tar_drained(sink) {
    const { promise, resolve } = Promise.withResolvers();
    sink.once('drain', resolve).once('close', resolve);
    return promise.finally(() => sink.off('drain', resolve).off('close', resolve));
}
function errorOf(error) {
    return error instanceof Error ? error : new Error(String(error));
}
function headerOf(entry, mtime) {
    const base = { name: entry.path, mode: entry.mode, uid: 0, gid: 0, uname: '', gname: '', devmajor: 0, devminor: 0, mtime };
    if (entry.kind === 'folder')
        return { ...base, type: 'directory', size: 0 };
    if (entry.kind === 'link')
        return { ...base, type: 'symlink', size: 0, linkname: entry.target };
    return { ...base, type: 'file', size: entry.size };
}
/** What a file yields, held against the size that its plan promised. */
async function* tar_exactly(content, path) {
    const size = sizeOf(content);
    let seen = 0;
    const chunks = content instanceof Uint8Array ? [content] : content.stream();
    for await (const bytes of chunks) {
        seen += bytes.byteLength;
        if (seen > size)
            throw changed(path, size, `at least ${seen}`);
        yield bytes;
    }
    if (seen !== size)
        throw changed(path, size, String(seen));
}
function changed(path, expected, actual) {
    return refuse({
        code: 'E_ARCHIVE_CHANGED',
        message: `"${path}" had ${expected} bytes and yielded ${actual} while it was packed`,
        cure: 'Let nothing write to the files while they are packed',
    });
}

;// CONCATENATED MODULE: ./packages/archive/build/zip.js



/** Sizes and places have 32 bits. The form with 64 (ZIP64) is not read by every unpacker, and no release takes an asset of this size. */
const widest = 0xffff_ffff;
const signatures = { local: 0x0403_4b50, descriptor: 0x0807_4b50, central: 0x0201_4b50, end: 0x0605_4b50 };
/** Version 2.0 of the format: folders and deflate. The upper byte of "made by" is Unix, so that modes are read from the upper half of the attributes. */
const version = 20;
const unix = 3;
/** General purpose bit 3: sizes and checksum stand behind the data, because a stream's end is not known at its beginning. */
const streamed = 0x0008;
const zip_types = { folder: 0o040000, file: 0o100000, link: 0o120000 };
/**
 * The bytes of a plan as a zip file (PKWARE's APPNOTE.TXT 6.3). Times are in UTC: the format has a local time without a zone, and what
 * writers put there differs from machine to machine. Modes are those of Unix on every system.
 * Throws a Refusal when a file yields more or fewer bytes than its plan says, or when it, or one of its files, is larger than `limit`: what fits
 * into the format's 32 bits, at most.
 */
async function* zip(plan, limit = widest) {
    const fits = (number) => (number <= limit ? number : tooLarge(limit));
    for (const entry of plan.entries)
        if (entry.kind === 'file')
            fits(entry.size);
    const written = [];
    const time = dosTime(plan.mtime);
    let at = 0;
    for (const entry of plan.entries) {
        const offset = fits(at);
        const head = localHeader(entry, time);
        yield head;
        at += head.length;
        const seen = { checksum: 0, size: 0 };
        let packed = 0;
        for await (const bytes of bodyOf(entry, seen)) {
            yield bytes;
            packed += bytes.length;
        }
        at += packed;
        written.push({ entry, offset, packed: fits(packed), checksum: seen.checksum, size: fits(seen.size) });
        if (entry.kind === 'folder')
            continue;
        const tail = words(signatures.descriptor, seen.checksum, packed, seen.size);
        yield tail;
        at += tail.length;
    }
    const start = fits(at);
    for (const one of written) {
        const record = centralHeader(one, time);
        yield record;
        at += record.length;
    }
    yield endOf(written.length, fits(at - start), start);
}
async function* bodyOf(entry, seen) {
    if (entry.kind === 'folder')
        return;
    yield* deflate(entry.kind === 'link' ? once(Buffer.from(entry.target)) : exactly(entry.content, entry.path), seen);
}
async function* once(bytes) {
    yield bytes;
}
function tooLarge(limit) {
    throw refuse({ code: 'E_ARCHIVE_SIZE', message: `the zip file would hold more than ${limit} bytes`, cure: 'Leave something out, or split it' });
}
/** Two seconds are the smallest step, and 1980 is the first year. */
function dosTime(mtime) {
    const date = new Date(Math.max(mtime, 315_532_800) * 1000);
    const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
    return ((day << 16) | (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1)) >>> 0;
}
/** Names are ASCII, so that no flag for UTF-8 is due; a plan refuses others. */
function localHeader(entry, time) {
    const [name, folder] = [Buffer.from(entry.path), entry.kind === 'folder'];
    const header = Buffer.alloc(30);
    header.writeUInt32LE(signatures.local, 0);
    header.writeUInt16LE(version, 4);
    header.writeUInt16LE(folder ? 0 : streamed, 6);
    header.writeUInt16LE(folder ? 0 : 8, 8);
    header.writeUInt32LE(time, 10);
    header.writeUInt16LE(name.length, 26);
    return Buffer.concat([header, name]);
}
function centralHeader({ entry, offset, packed, checksum, size }, time) {
    const [name, folder] = [Buffer.from(entry.path), entry.kind === 'folder'];
    const header = Buffer.alloc(46);
    header.writeUInt32LE(signatures.central, 0);
    header.writeUInt16LE((unix << 8) | version, 4);
    header.writeUInt16LE(version, 6);
    header.writeUInt16LE(folder ? 0 : streamed, 8);
    header.writeUInt16LE(folder ? 0 : 8, 10);
    header.writeUInt32LE(time, 12);
    header.writeUInt32LE(checksum, 16);
    header.writeUInt32LE(packed, 20);
    header.writeUInt32LE(size, 24);
    header.writeUInt16LE(name.length, 28);
    // The lower half is that of MS-DOS, where 0x10 is a folder.
    header.writeUInt32LE((((zip_types[entry.kind] | entry.mode) << 16) | (folder ? 0x10 : 0)) >>> 0, 38);
    header.writeUInt32LE(offset, 42);
    return Buffer.concat([header, name]);
}
function endOf(count, size, offset) {
    const end = Buffer.alloc(22);
    end.writeUInt32LE(signatures.end, 0);
    if (count > 0xffff)
        throw refuse({ code: 'E_ARCHIVE_SIZE', message: `a zip file cannot hold ${count} files`, cure: 'Leave something out, or split it' });
    end.writeUInt16LE(count, 8);
    end.writeUInt16LE(count, 10);
    end.writeUInt32LE(size, 12);
    end.writeUInt32LE(offset, 16);
    return end;
}
function words(...values) {
    const bytes = Buffer.alloc(4 * values.length);
    for (const [index, value] of values.entries())
        bytes.writeUInt32LE(value >>> 0, 4 * index);
    return bytes;
}

;// CONCATENATED MODULE: ./packages/archive/build/streams.js
/** Archives and layers as streams, apart from the licence texts that the room's main entry carries. */











/***/ })

};
