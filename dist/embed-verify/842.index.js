export const id = 842;
export const ids = [842,956,605];
export const modules = {

/***/ 9605:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createExec: () => (/* binding */ createExec)
});

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./packages/host/build/left-behind.js

/** A child of a child that forks again and again is met again in the next round. */
const rounds = 8;
/**
 * Kills every process that was started with `NAME=value` in its environment: a daemon that left its parent, its group and its session has
 * that still (proc(5), /proc/pid/environ). Other systems have no such folder; there the runner itself looks for what a job left behind.
 */
function endMarked(mark) {
    for (let round = 0; round < rounds; round += 1) {
        const found = findMarked(mark);
        if (found.length === 0)
            return;
        for (const pid of found) {
            try {
                process.kill(pid, 'SIGKILL');
            }
            catch {
                // It has ended by itself.
            }
        }
    }
}
function findMarked(mark) {
    return listNames('/proc')
        .filter((name) => /^[0-9]+$/.test(name) && Number(name) !== process.pid)
        .filter((name) => readText(`/proc/${name}/environ`).split('\0').includes(mark))
        .map(Number);
}
function listNames(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder);
    }
    catch {
        return [];
    }
}
/** Empty for what has ended, and for what belongs to another user. */
function readText(path) {
    try {
        return (0,external_node_fs_.readFileSync)(path, 'latin1');
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./packages/host/build/exec.js






const halfHour = 30 * 60_000;
/** After the polite signal, so long until the whole group is killed. */
const grace = 5_000;
/** What every command and all that it starts has in its environment, with a value of its own. */
const markName = 'SLIPWAY_COMMAND';
/** Commands as whole process groups: what a command leaves behind when it is ended goes with it, also what left the group. */
function createExec(context) {
    return {
        run: (command, args, options = {}) => runCommand(context, command, args, options),
        which: (command) => which(context, command),
    };
}
async function runCommand(context, command, args, options) {
    const mark = (0,external_node_crypto_.randomBytes)(12).toString('hex');
    const env = Object.fromEntries(Object.entries({ ...context.env, ...options.env, [markName]: mark }).filter(([, value]) => value !== undefined));
    const child = (0,external_node_child_process_.spawn)(command, [...args], {
        cwd: options.cwd ?? context.cwd,
        env,
        detached: !context.windows,
        // Without input there is no pipe: bash takes a socket on its standard input for a remote shell, and would read the user's .bashrc.
        stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        windowsHide: true,
    });
    const stop = createStopper(child, context.windows, `${markName}=${mark}`);
    const signals = [...(options.evenIfCancelled === true ? [] : [context.signal]), ...(options.signal === undefined ? [] : [options.signal])];
    for (const signal of signals)
        signal.addEventListener('abort', stop.now, { once: true });
    if (signals.some((signal) => signal.aborted))
        stop.now();
    const deadline = setTimeout(stop.now, options.deadline ?? halfHour);
    try {
        const echo = options.output === 'stream' ? context.print : undefined;
        const stdout = collect(child.stdout, echo);
        const stderr = collect(child.stderr, echo);
        child.stdin?.on('error', () => { });
        child.stdin?.end(options.input);
        const ending = await finished(child);
        return { code: ending.code, stdout: await stdout, stderr: ending.error ?? (await stderr), ended: stop.asked() };
    }
    finally {
        clearTimeout(deadline);
        stop.done();
        for (const signal of signals)
            signal.removeEventListener('abort', stop.now);
    }
}
function createStopper(child, windows, mark) {
    let asked = false;
    let force;
    const kill = (signal) => {
        try {
            if (child.pid === undefined)
                child.kill(signal);
            else if (windows)
                endTree(child, child.pid);
            else
                process.kill(-child.pid, signal);
        }
        catch {
            // The group is gone already: that is what was wanted.
        }
    };
    // What left the group may still hold the other end of the output, and the command would never be over.
    const end = () => {
        kill('SIGKILL');
        endMarked(mark);
    };
    return {
        now: () => {
            if (asked)
                return;
            asked = true;
            kill('SIGTERM');
            force = setTimeout(end, grace);
        },
        asked: () => asked,
        done: () => {
            clearTimeout(force);
            if (asked)
                end();
        },
    };
}
/** Windows has no process groups and no polite signal; without `taskkill` at least the command itself ends. */
function endTree(child, pid) {
    if (child.exitCode !== null || child.signalCode !== null)
        return;
    (0,external_node_child_process_.spawn)('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore', windowsHide: true }).on('error', () => child.kill('SIGKILL'));
}
function finished(child) {
    return new Promise((resolve) => {
        child.once('error', (error) => {
            // What a shell answers for a command that is not there, and for one that may not be run.
            resolve({ code: error.code === 'ENOENT' ? 127 : 126, error: error.message });
        });
        child.once('close', (code, signal) => resolve({ code: code ?? (signal === 'SIGKILL' ? 137 : 143) }));
    });
}
async function collect(stream, echo) {
    if (stream === null)
        return '';
    const chunks = [];
    let rest = '';
    stream.setEncoding('utf8');
    try {
        for await (const chunk of stream) {
            chunks.push(chunk);
            if (echo === undefined)
                continue;
            const lines = (rest + chunk).split('\n');
            rest = lines.pop() ?? '';
            for (const line of lines)
                echo(line.replace(/\r$/, ''));
        }
    }
    catch {
        // A stream that breaks when its process is killed holds all that there is.
    }
    if (rest !== '')
        echo?.(rest);
    return chunks.join('');
}
async function which(context, command) {
    const folders = (0,external_node_path_.isAbsolute)(command) ? [''] : (context.env.PATH ?? '').split(external_node_path_.delimiter);
    const endings = context.windows ? ['', '.exe', '.cmd', '.bat'] : [''];
    for (const folder of folders) {
        for (const ending of endings) {
            const path = (0,external_node_path_.join)(folder, command + ending);
            if (await (0,promises_.access)(path, external_node_fs_.constants.X_OK).then(() => true, () => false))
                return path;
        }
    }
    return undefined;
}


/***/ }),

/***/ 2956:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  createHttp: () => (/* binding */ createHttp)
});

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: ./packages/host/build/error-code.js
var error_code = __webpack_require__(7671);
;// CONCATENATED MODULE: ./packages/host/build/http-speed.js
/** Milliseconds over which a speed is judged. */
const speedWindow = 30_000;
/** Smaller transfers are over, or cut off by their deadline, before a speed says anything. */
const worthWatching = 1024 * 1024;
/** Windows for which a server may think about a large body: half of it may still lie in buffers on the way, and stand still there. */
const thinkingWindows = 10;
/**
 * Calls back when a large transfer moves fewer than `floor` bytes per second over a whole window, or when a large body that was handed over
 * gets no answer for ten windows. What is small is the deadline's business, and so is the time in which nothing has to move.
 */
function watchSpeed(transfer, floor, window, stalled) {
    if (floor === 0)
        return undefined;
    const body = transfer.size ?? 0;
    let before = { ...transfer };
    let windows = 0;
    return setInterval(() => {
        const { phase, bytes, size = bytes } = transfer;
        // A phase that began within the window has not had the whole of it.
        windows = phase === before.phase ? windows + 1 : 0;
        const slow = windows > 0 && size > worthWatching && bytes - before.bytes < (floor * window) / 1000;
        const silent = phase === 'waiting' && body > worthWatching && windows >= thinkingWindows;
        if (phase === 'waiting' ? silent : slow)
            stalled();
        before = { ...transfer };
    }, window);
}

// EXTERNAL MODULE: ./packages/host/build/ports.js
var ports = __webpack_require__(4319);
;// CONCATENATED MODULE: ./packages/host/build/http.js







const minute = 60_000;
const defaultLimit = 64 * 1024 * 1024;
/**
 * HTTP over node:http(s). `fetch` is not used: its header timeout runs while a body is still being sent, which ends long uploads.
 * Proxies are taken from the environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY).
 */
function createHttp(context) {
    const options = { keepAlive: true, proxyEnv: context.env };
    const agents = { 'http:': new external_node_http_.Agent(options), 'https:': new external_node_https_.Agent(options) };
    return { request: (request) => exchange(context, agents, request) };
}
async function exchange(context, agents, request) {
    const body = bodyOf(request);
    const progress = { phase: body === undefined ? 'waiting' : 'sending', bytes: 0, size: body?.size, body, sent: false };
    const controller = new AbortController();
    let reason;
    const end = (why) => () => {
        reason ??= why;
        controller.abort();
    };
    const onCancel = end('cancelled');
    context.signal.addEventListener('abort', onCancel, { once: true });
    if (context.signal.aborted)
        onCancel();
    const deadline = setTimeout(end('timeout'), request.deadline ?? minute);
    const watchdog = watchSpeed(progress, request.stallFloor ?? 1024, context.speedWindow ?? speedWindow, end('stall'));
    try {
        return await talk(context, agents, request, controller.signal, progress);
    }
    catch (error) {
        if (error instanceof SinkFailure)
            throw error.cause;
        throw failureOf(error, reason, progress.sent, request);
    }
    finally {
        clearTimeout(deadline);
        clearInterval(watchdog);
        context.signal.removeEventListener('abort', onCancel);
    }
}
/** What a sink threw: not the connection's fault. */
class SinkFailure extends Error {
}
async function talk(context, agents, request, signal, progress) {
    const url = new URL(request.url);
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
        throw new ports/* HttpFailure */.H('name', false, `${request.url} is neither http nor https`);
    const { body } = progress;
    const headers = { 'user-agent': context.userAgent, ...request.headers, ...(body === undefined ? {} : { 'content-length': String(body.size) }) };
    const start = url.protocol === 'https:' ? external_node_https_.request : external_node_http_.request;
    const outgoing = start(url, { method: request.method, headers, agent: agents[url.protocol], signal });
    const answer = answerOf(outgoing);
    answer.catch(() => { });
    await send(outgoing, progress, answer);
    const incoming = await answer;
    Object.assign(progress, { phase: 'receiving', bytes: 0, size: lengthOf(incoming) });
    const head = { status: incoming.statusCode ?? 0, headers: flatten(incoming) };
    return { ...head, body: await receive(incoming, head, request, progress) };
}
function bodyOf({ method, body }) {
    if (body === undefined)
        return /^(POST|PUT|PATCH)$/.test(method) ? { stream: async function* () { }, size: 0 } : undefined;
    if (typeof body === 'object' && 'stream' in body)
        return body;
    const bytes = Buffer.from(body);
    return {
        size: bytes.length,
        stream: async function* () {
            yield bytes;
        },
    };
}
function answerOf(outgoing) {
    return new Promise((resolve, reject) => {
        outgoing.once('response', resolve);
        outgoing.on('error', reject);
    });
}
async function send(outgoing, progress, answer) {
    const { body } = progress;
    outgoing.once('finish', () => {
        progress.sent = true;
        if (progress.phase === 'sending')
            Object.assign(progress, { phase: 'waiting', bytes: 0 });
    });
    if (body === undefined) {
        outgoing.end();
        return;
    }
    const counted = async function* () {
        for await (const bytes of body.stream()) {
            progress.sent = true;
            progress.bytes += bytes.length;
            yield bytes;
        }
    };
    try {
        await (0,promises_.pipeline)(external_node_stream_.Readable.from(counted(), { objectMode: false }), outgoing);
    }
    catch (error) {
        // A server may answer before it has read the body and then close: its answer counts, the broken pipe does not.
        const early = await Promise.race([answer.catch(() => undefined), new Promise((resolve) => setTimeout(resolve, 250, undefined))]);
        if (early === undefined)
            throw error;
    }
}
async function receive(incoming, head, request, progress) {
    const { limit = defaultLimit, method, url } = request;
    const chunks = [];
    const take = openSink(request, head);
    const largest = take === undefined && request.sink !== undefined ? Math.min(limit, defaultLimit) : limit;
    let size = 0;
    for await (const bytes of incoming) {
        size += bytes.length;
        progress.bytes += bytes.length;
        if (size > largest)
            throw new ports/* HttpFailure */.H('too-large', true, `the answer to ${method} ${url} is longer than ${largest} bytes`);
        if (take === undefined)
            chunks.push(bytes);
        else
            await take(bytes);
    }
    const announced = incoming.headers['content-length'];
    if (announced !== undefined && method !== 'HEAD' && incoming.statusCode !== 304 && Number(announced) !== size) {
        throw new ports/* HttpFailure */.H('truncated', true, `the answer to ${method} ${url} ended after ${size} of ${announced} bytes`);
    }
    return Buffer.concat(chunks);
}
function openSink({ sink }, head) {
    const guarded = (body) => {
        try {
            return body();
        }
        catch (cause) {
            throw new SinkFailure('the sink failed', { cause });
        }
    };
    const take = head.status >= 200 && head.status < 300 ? guarded(() => sink?.(head)) : undefined;
    if (take === undefined)
        return undefined;
    return (bytes) => guarded(() => take(bytes)).catch((cause) => {
        throw new SinkFailure('the sink failed', { cause });
    });
}
function lengthOf({ headers }) {
    const announced = headers['content-length'];
    return announced === undefined ? undefined : Number(announced);
}
function flatten(incoming) {
    return Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]));
}
function failureOf(error, reason, sent, request) {
    if (error instanceof ports/* HttpFailure */.H)
        return error;
    const code = (0,error_code/* errorCode */.C)(error);
    const byCode = { ECONNREFUSED: 'refused', ENOTFOUND: 'name', EAI_AGAIN: 'name' };
    const why = reason ?? byCode[code] ?? (/^(ERR_TLS|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/.test(code) ? 'tls' : 'reset');
    const { host } = new URL(request.url);
    return new ports/* HttpFailure */.H(why, sent && why !== 'refused' && why !== 'name', `${request.method} to ${host} failed (${why}${code === '' ? '' : `, ${code}`})`, {
        cause: error,
    });
}


/***/ }),

/***/ 9842:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  HttpFailure: () => (/* reexport */ build_ports/* HttpFailure */.H),
  checkOutputs: () => (/* reexport */ checkOutputs),
  createClock: () => (/* reexport */ clock/* createClock */.t),
  createExec: () => (/* reexport */ exec.createExec),
  createFiles: () => (/* reexport */ files/* createFiles */.q),
  createHttp: () => (/* reexport */ http.createHttp),
  fetchArtifacts: () => (/* reexport */ fetchArtifacts),
  isTransient: () => (/* reexport */ isTransient),
  missingArtifact: () => (/* reexport */ missingArtifact),
  pullFrom: () => (/* reexport */ pullFrom),
  readInputs: () => (/* reexport */ build_job/* readInputs */.K),
  readJob: () => (/* reexport */ build_job/* readJob */.c),
  recordName: () => (/* reexport */ recordName),
  retryAfter: () => (/* reexport */ retryAfter),
  retryHttp: () => (/* reexport */ retryHttp),
  standardRetry: () => (/* reexport */ standardRetry),
  start: () => (/* reexport */ start),
  takeArtifact: () => (/* reexport */ takeArtifact)
});

// EXTERNAL MODULE: ./packages/host/build/clock.js
var clock = __webpack_require__(3001);
// EXTERNAL MODULE: ./packages/host/build/exec.js + 1 modules
var exec = __webpack_require__(9605);
// EXTERNAL MODULE: ./packages/host/build/files.js + 4 modules
var files = __webpack_require__(6347);
// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __webpack_require__(4956);
;// CONCATENATED MODULE: ./packages/host/build/handover.js

/** What lies beside the files of an artifact and says what they are: written by the job that proved them, checked by every job that takes them. */
const recordName = 'native-build.json';
/**
 * Downloads artifacts of this run by name, and holds their files against the record that came with them.
 * Refuses (E_HOST_NO_ARTIFACT, E_HOST_HANDOVER) with the input's name; every missing artifact is named at once.
 */
async function fetchArtifacts(wanted, input, ports) {
    if (wanted.length === 0)
        return;
    const there = await ports.artifacts.list();
    const found = wanted.map((want) => ({ ...want, artifact: there.find(({ name }) => name === want.name) }));
    const missing = found.filter(({ artifact }) => artifact === undefined).map(({ name }) => missingArtifact(name, there, input));
    if (missing.length > 0)
        throw new build/* Refusal */.P_(missing);
    for (const { artifact, folder } of found)
        if (artifact !== undefined)
            await takeArtifact(artifact, folder, input, ports);
}
/** Says which artifact is not there, and which are. */
function missingArtifact(name, there, input) {
    const known = there.length === 0 ? 'the run has none yet' : `the run has ${there.map((artifact) => artifact.name).join(', ')}`;
    return { code: 'E_HOST_NO_ARTIFACT', message: `there is no artifact ${name}: ${known}`, cure: 'Let this job need the job that uploads it', at: { input } };
}
/** Downloads one artifact that `list` told of, and holds its files against its record. */
async function takeArtifact(artifact, folder, input, ports) {
    await ports.artifacts.download(artifact, ports.files.resolve(folder));
    const record = `${folder}/${recordName}`;
    if ((await ports.files.info(record)) === undefined)
        return;
    const promised = parseRecord(await ports.files.readText(record));
    const cure = 'Run the job that made the artifact again';
    if (promised === undefined)
        throw (0,build/* refuse */.TR)({ code: 'E_HOST_HANDOVER', message: `${record} is damaged`, cure, at: { input } });
    const wrong = [];
    for (const [path, digest] of promised) {
        const file = `${folder}/${path}`;
        const found = (await ports.files.info(file)) === undefined ? undefined : (await ports.files.digest(file)).digest;
        if (found === digest)
            continue;
        const message = `${path} of the artifact ${artifact.name} is ${found === undefined ? 'missing' : 'not what was proven'}`;
        wrong.push({ code: 'E_HOST_HANDOVER', message, cure, at: { input } });
    }
    if (wrong.length > 0)
        throw new build/* Refusal */.P_(wrong);
    ports.log.info(`${artifact.name}: ${promised.size} files, as they were proven`);
}
/** The digests that a record promises, by path; undefined when the text is no record. */
function parseRecord(text) {
    try {
        const { files } = JSON.parse(text);
        return new Map(files.map(({ path, sha256 }) => [path, `sha256:${sha256}`]));
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./packages/host/build/http.js + 1 modules
var http = __webpack_require__(2956);
// EXTERNAL MODULE: ./packages/host/build/job.js
var build_job = __webpack_require__(6280);
// EXTERNAL MODULE: ./packages/host/build/ports.js
var build_ports = __webpack_require__(4319);
;// CONCATENATED MODULE: ./packages/host/build/pull.js
class ReaderGone extends Error {
    name = 'ReaderGone';
}
/**
 * Turns a producer that hands bytes out into something that can be read: each piece waits until the one before has been used, so that no more
 * than one is held. What the producer throws is thrown to the reader; a reader that stops early makes the producer's next `take` reject.
 */
async function* pullFrom(produce) {
    let next = createTurn();
    let gone = false;
    let release;
    const take = (bytes) => {
        if (gone)
            return Promise.reject(new ReaderGone('nobody reads any more'));
        return new Promise((resolve, reject) => next.offer({ bytes, used: (error) => (error === undefined ? resolve() : reject(error)) }));
    };
    const ended = produce(take).then(() => next.offer(undefined), (error) => next.fail(error));
    try {
        for (;;) {
            const offered = await next.promise;
            if (offered === undefined)
                return;
            next = createTurn();
            release = offered.used;
            yield offered.bytes;
            release();
        }
    }
    finally {
        gone = true;
        release?.(new ReaderGone('nobody reads any more'));
        await ended;
    }
}
function createTurn() {
    const { promise, resolve, reject } = Promise.withResolvers();
    // A failure may come while the reader is busy with the piece before.
    promise.catch(() => { });
    return { promise, offer: resolve, fail: reject };
}

;// CONCATENATED MODULE: ./packages/host/build/retry.js

const standardRetry = { tries: 5, wait: 500, longestWait: 60_000 };
const passing = new Set(['refused', 'reset', 'timeout', 'stall', 'name', 'truncated']);
/** What may be different next time: a broken connection, 408, 429, 5xx, and a 403 that tells when to come back. */
function isTransient(outcome) {
    if (outcome instanceof build_ports/* HttpFailure */.H)
        return passing.has(outcome.reason);
    const { status, headers } = outcome;
    return status === 408 || status === 429 || (status >= 500 && status !== 501) || (status === 403 && headers['retry-after'] !== undefined);
}
/** Milliseconds from Retry-After (RFC 9110 section 10.2.3: seconds or a date), or undefined. */
function retryAfter(response, now) {
    const value = response.headers['retry-after'];
    if (value === undefined)
        return undefined;
    if (/^[0-9]+$/.test(value))
        return Number(value) * 1000;
    const date = Date.parse(value);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
/**
 * Tries an exchange until it has an answer that is not transient. The last outcome is returned or thrown as it is, without a wait after it.
 * Only for requests that are safe to repeat; a caller whose request is not reconciles first.
 */
async function retryHttp(ports, attempt, policy = standardRetry) {
    for (let number = 1;; number += 1) {
        const outcome = await attempt(number).catch((error) => {
            if (error instanceof build_ports/* HttpFailure */.H)
                return error;
            throw error;
        });
        const last = number >= policy.tries || !isTransient(outcome);
        if (last && outcome instanceof build_ports/* HttpFailure */.H)
            throw outcome;
        if (last)
            return outcome;
        const asked = outcome instanceof build_ports/* HttpFailure */.H ? undefined : retryAfter(outcome, ports.clock.now());
        const wait = Math.min(asked ?? policy.wait * 2 ** (number - 1), policy.longestWait);
        const what = outcome instanceof build_ports/* HttpFailure */.H ? outcome.message : `answer ${outcome.status}`;
        ports.log.info(`${what}; try ${number + 1} of ${policy.tries} in ${(wait / 1000).toFixed(1)} s`);
        await ports.clock.sleep(wait);
    }
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./packages/contract/build/index.js + 3 modules
var contract_build = __webpack_require__(5129);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./packages/host/build/workflow-command.js




/** A command on standard output: `::name key=value,…::message`. Properties that are undefined or empty are left out. */
function formatCommand(command, message, properties = {}) {
    const pairs = Object.entries(properties).filter(([, value]) => value !== undefined && value !== '');
    const list = pairs.map(([key, value]) => `${key}=${escapeData(String(value)).replaceAll(':', '%3A').replaceAll(',', '%2C')}`);
    return `::${command}${list.length === 0 ? '' : ` ${list.join(',')}`}::${escapeData(message)}`;
}
function escapeData(text) {
    return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
/** A value of any number of lines, between delimiters that nobody can guess. */
function formatKeyValue(name, value, delimiter) {
    if (name.includes(delimiter) || value.includes(delimiter))
        throw new build/* Defect */.kl(`the delimiter of ${name} stands in its name or its value`);
    return `${name}<<${delimiter}${external_node_os_.EOL}${value}${external_node_os_.EOL}${delimiter}${external_node_os_.EOL}`;
}
function print(line) {
    process.stdout.write(`${line}${external_node_os_.EOL}`);
}
/** Through the file that the runner gives for it, or as a command where there is none (`set-output` and `set-env` of old runners). */
function sayKeyValue(to, name, value) {
    const file = process.env[`GITHUB_${to}`];
    if (file !== undefined && file !== '')
        (0,external_node_fs_.appendFileSync)(file, formatKeyValue(name, value, `ghadelimiter_${(0,external_node_crypto_.randomUUID)()}`));
    else if (to === 'ENV')
        print(formatCommand('set-env', value, { name }));
    else
        print(`${external_node_os_.EOL}${formatCommand('set-output', value, { name })}`);
}

;// CONCATENATED MODULE: ./packages/host/build/log.js



/** GitHub shows ten annotations of a level per step; the rest would vanish. */
const annotationCap = 10;
/** The log of a step, which remembers what it masks so that no output can hold it. */
function createLog() {
    const masked = new Set();
    const shown = { error: 0, warning: 0 };
    const annotate = (level, problem) => {
        shown[level] += 1;
        if (shown[level] <= annotationCap)
            print(formatCommand(level, sentence(problem), placeOf(problem)));
        else
            print(`${level}: ${(0,build/* renderProblem */.yM)(problem)}`);
    };
    return {
        info: print,
        debug: (text) => print(formatCommand('debug', text)),
        warning: (problem) => annotate('warning', problem),
        error: (problem) => annotate('error', problem),
        notice: (text) => print(formatCommand('notice', text)),
        group: async (title, body) => {
            print(formatCommand('group', title));
            try {
                return await body();
            }
            finally {
                print(formatCommand('endgroup', ''));
            }
        },
        mask: (secret) => {
            if (secret === '')
                return;
            masked.add(secret);
            print(formatCommand('add-mask', secret));
        },
        exportVariable: (name, value) => {
            process.env[name] = value;
            sayKeyValue('ENV', name, value);
        },
        masked: () => [...masked],
    };
}
function sentence(problem) {
    const input = problem.at?.input === undefined ? '' : `input ${problem.at.input}: `;
    return `${input}${problem.message}${problem.cure === undefined ? '' : `. ${problem.cure}`}`;
}
function placeOf({ at }) {
    return { file: at?.file, line: at?.line, col: at?.column };
}
function createSummary() {
    let written = '';
    return {
        add: (markdown) => {
            written += `${markdown.trimEnd()}\n\n`;
        },
        write: async () => {
            // Absent outside a workflow, and on servers that have no summaries.
            const file = process.env.GITHUB_STEP_SUMMARY ?? '';
            if (written !== '' && file !== '')
                await (0,promises_.appendFile)(file, written);
        },
    };
}

;// CONCATENATED MODULE: ./packages/host/build/start.js










const noArtifacts = {
    upload: () => Promise.reject(new build/* Defect */.kl('this action was started without the artifact port')),
    list: () => Promise.reject(new build/* Defect */.kl('this action was started without the artifact port')),
    download: () => Promise.reject(new build/* Defect */.kl('this action was started without the artifact port')),
};
const noCache = {
    available: () => false,
    restore: () => Promise.reject(new build/* Defect */.kl('this action was started without the cache port')),
    save: () => Promise.reject(new build/* Defect */.kl('this action was started without the cache port')),
};
/**
 * Runs an action: environment → inputs → `run` → outputs, and one place that says how it ended.
 * A Refusal becomes annotations, lines in the log and a list in the summary; a Defect shows its stack. Both end with exit code 1.
 */
async function start(contract, run, heavy = {}) {
    const log = createLog();
    const summary = createSummary();
    const cancelled = new AbortController();
    for (const name of ['SIGINT', 'SIGTERM'])
        process.once(name, () => cancelled.abort(new Error(name)));
    try {
        const given = (0,build_job/* readInputs */.K)(process.env, Object.keys(contract.inputs));
        for (const [name, declared] of Object.entries(contract.inputs))
            if (declared.kind.secret === true)
                log.mask((given[name] ?? '').trim());
        const inputs = (0,build/* unwrap */.oA)((0,contract_build/* parseInputs */.TL)(contract, given));
        const outputs = await run(inputs, createPorts(contract.name, log, summary, cancelled.signal, heavy));
        emit(outputs, log.masked());
    }
    catch (error) {
        process.exitCode = 1;
        report(error, contract.name, log, summary.add);
    }
    await summary.write();
    // Sockets that are kept alive, or a library's timers, must not hold a step that has ended.
    if (process.exitCode === 1 || cancelled.signal.aborted)
        process.exit(1);
    process.exit(0);
}
function createPorts(name, log, summary, signal, heavy) {
    const job = (0,build_job/* readJob */.c)(process.env, { platform: process.platform, arch: process.arch, cwd: process.cwd() });
    const clean = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('INPUT_')));
    return {
        exec: (0,exec.createExec)({ env: clean, cwd: job.workspace, windows: process.platform === 'win32', print: (line) => log.info(line), signal }),
        files: (0,files/* createFiles */.q)(job),
        http: (0,http.createHttp)({ env: process.env, userAgent: `slipway-${name}`, signal }),
        clock: (0,clock/* createClock */.t)(signal),
        log,
        summary,
        artifacts: heavy.artifacts ?? noArtifacts,
        cache: heavy.cache ?? noCache,
        job,
        random: (bytes) => (0,external_node_crypto_.randomBytes)(bytes).toString('hex'),
        signal,
    };
}
/** A runner silently drops an output that holds a masked value; losing a digest that way is a failure two jobs later. */
function checkOutputs(outputs, masked) {
    const lost = Object.entries(outputs).filter(([, value]) => masked.some((secret) => value.includes(secret)));
    return lost.map(([name]) => ({
        code: 'E_HOST_MASKED_OUTPUT',
        message: `the output ${name} holds a value that is masked, and the runner would drop it`,
        cure: 'Use a secret that is not a part of names, repositories or digests',
    }));
}
function emit(outputs, masked) {
    const found = checkOutputs(outputs, masked);
    if (found.length > 0)
        throw new build/* Refusal */.P_(found);
    for (const [name, value] of Object.entries(outputs))
        sayKeyValue('OUTPUT', name, value);
}
function report(error, name, log, summarise) {
    const refusal = refusalOf(error);
    if (refusal === undefined) {
        const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
        log.error({ code: 'E_HOST_DEFECT', message: `${name} failed through a mistake of its own: ${error instanceof Error ? error.message : String(error)}` });
        log.info(stack);
        if (error instanceof Error && error.cause !== undefined)
            log.info(`caused by ${error.cause instanceof Error ? error.cause.stack : String(error.cause)}`);
        return;
    }
    for (const problem of refusal.problems)
        log.error(problem);
    const list = refusal.problems.map((problem) => `- ${(0,build/* renderProblem */.yM)(problem)}`).join('\n');
    summarise(`### ❌ ${name}: ${refusal.problems.length === 1 ? 'one problem' : `${refusal.problems.length} problems`}\n\n${list}`);
}
function refusalOf(error) {
    if (error instanceof build/* Refusal */.P_)
        return error;
    if (error instanceof Error && error.name === 'HttpFailure') {
        return (0,build/* refuse */.TR)({ code: 'E_HOST_NETWORK', message: error.message, cure: 'See whether the server answers, and run the job again' });
    }
    return undefined;
}

;// CONCATENATED MODULE: ./packages/host/build/index.js












/***/ }),

/***/ 4319:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ HttpFailure)
/* harmony export */ });
/** A connection that failed, as opposed to an answer that says no. `sent` tells whether the server may have seen the request. */
class HttpFailure extends Error {
    name = 'HttpFailure';
    reason;
    sent;
    constructor(reason, sent, message, options) {
        super(message, options);
        this.reason = reason;
        this.sent = sent;
    }
}


/***/ })

};
