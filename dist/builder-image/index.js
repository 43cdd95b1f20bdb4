import { createRequire as __WEBPACK_EXTERNAL_createRequire } from "module";
/******/ var __webpack_modules__ = ({

/***/ 3057:
/***/ ((module) => {

function isBuffer(value) {
  return Buffer.isBuffer(value) || value instanceof Uint8Array
}

function isEncoding(encoding) {
  return Buffer.isEncoding(encoding)
}

function alloc(size, fill, encoding) {
  return Buffer.alloc(size, fill, encoding)
}

function allocUnsafe(size) {
  return Buffer.allocUnsafe(size)
}

function allocUnsafeSlow(size) {
  return Buffer.allocUnsafeSlow(size)
}

function byteLength(string, encoding) {
  return Buffer.byteLength(string, encoding)
}

function compare(a, b) {
  return Buffer.compare(a, b)
}

function concat(buffers, totalLength) {
  return Buffer.concat(buffers, totalLength)
}

function copy(source, target, targetStart, start, end) {
  return toBuffer(source).copy(target, targetStart, start, end)
}

function equals(a, b) {
  return toBuffer(a).equals(b)
}

function fill(buffer, value, offset, end, encoding) {
  return toBuffer(buffer).fill(value, offset, end, encoding)
}

function from(value, encodingOrOffset, length) {
  return Buffer.from(value, encodingOrOffset, length)
}

function includes(buffer, value, byteOffset, encoding) {
  return toBuffer(buffer).includes(value, byteOffset, encoding)
}

function indexOf(buffer, value, byfeOffset, encoding) {
  return toBuffer(buffer).indexOf(value, byfeOffset, encoding)
}

function lastIndexOf(buffer, value, byteOffset, encoding) {
  return toBuffer(buffer).lastIndexOf(value, byteOffset, encoding)
}

function swap16(buffer) {
  return toBuffer(buffer).swap16()
}

function swap32(buffer) {
  return toBuffer(buffer).swap32()
}

function swap64(buffer) {
  return toBuffer(buffer).swap64()
}

function toBuffer(buffer) {
  if (Buffer.isBuffer(buffer)) return buffer
  return Buffer.from(buffer.buffer, buffer.byteOffset, buffer.byteLength)
}

function toString(buffer, encoding, start, end) {
  return toBuffer(buffer).toString(encoding, start, end)
}

function toHex(buffer, start, end) {
  return toBuffer(buffer).toString('hex', start, end)
}

function write(buffer, string, offset, length, encoding) {
  return toBuffer(buffer).write(string, offset, length, encoding)
}

function readDoubleBE(buffer, offset) {
  return toBuffer(buffer).readDoubleBE(offset)
}

function readDoubleLE(buffer, offset) {
  return toBuffer(buffer).readDoubleLE(offset)
}

function readFloatBE(buffer, offset) {
  return toBuffer(buffer).readFloatBE(offset)
}

function readFloatLE(buffer, offset) {
  return toBuffer(buffer).readFloatLE(offset)
}

function readInt32BE(buffer, offset) {
  return toBuffer(buffer).readInt32BE(offset)
}

function readInt32LE(buffer, offset) {
  return toBuffer(buffer).readInt32LE(offset)
}

function readUInt32BE(buffer, offset) {
  return toBuffer(buffer).readUInt32BE(offset)
}

function readUInt32LE(buffer, offset) {
  return toBuffer(buffer).readUInt32LE(offset)
}

function writeDoubleBE(buffer, value, offset) {
  return toBuffer(buffer).writeDoubleBE(value, offset)
}

function writeDoubleLE(buffer, value, offset) {
  return toBuffer(buffer).writeDoubleLE(value, offset)
}

function writeFloatBE(buffer, value, offset) {
  return toBuffer(buffer).writeFloatBE(value, offset)
}

function writeFloatLE(buffer, value, offset) {
  return toBuffer(buffer).writeFloatLE(value, offset)
}

function writeInt32BE(buffer, value, offset) {
  return toBuffer(buffer).writeInt32BE(value, offset)
}

function writeInt32LE(buffer, value, offset) {
  return toBuffer(buffer).writeInt32LE(value, offset)
}

function writeUInt32BE(buffer, value, offset) {
  return toBuffer(buffer).writeUInt32BE(value, offset)
}

function writeUInt32LE(buffer, value, offset) {
  return toBuffer(buffer).writeUInt32LE(value, offset)
}

module.exports = {
  isBuffer,
  isEncoding,
  alloc,
  allocUnsafe,
  allocUnsafeSlow,
  byteLength,
  compare,
  concat,
  copy,
  equals,
  fill,
  from,
  includes,
  indexOf,
  lastIndexOf,
  swap16,
  swap32,
  swap64,
  toBuffer,
  toString,
  toHex,
  write,
  readDoubleBE,
  readDoubleLE,
  readFloatBE,
  readFloatLE,
  readInt32BE,
  readInt32LE,
  readUInt32BE,
  readUInt32LE,
  writeDoubleBE,
  writeDoubleLE,
  writeFloatBE,
  writeFloatLE,
  writeInt32BE,
  writeInt32LE,
  writeUInt32BE,
  writeUInt32LE
}


/***/ }),

/***/ 9580:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

module.exports = __nccwpck_require__(4434)


/***/ }),

/***/ 3587:
/***/ ((module) => {

module.exports = class FixedFIFO {
  constructor (hwm) {
    if (!(hwm > 0) || ((hwm - 1) & hwm) !== 0) throw new Error('Max size for a FixedFIFO should be a power of two')
    this.buffer = new Array(hwm)
    this.mask = hwm - 1
    this.top = 0
    this.btm = 0
    this.next = null
  }

  clear () {
    this.top = this.btm = 0
    this.next = null
    this.buffer.fill(undefined)
  }

  push (data) {
    if (this.buffer[this.top] !== undefined) return false
    this.buffer[this.top] = data
    this.top = (this.top + 1) & this.mask
    return true
  }

  shift () {
    const last = this.buffer[this.btm]
    if (last === undefined) return undefined
    this.buffer[this.btm] = undefined
    this.btm = (this.btm + 1) & this.mask
    return last
  }

  peek () {
    return this.buffer[this.btm]
  }

  isEmpty () {
    return this.buffer[this.btm] === undefined
  }
}


/***/ }),

/***/ 3867:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const FixedFIFO = __nccwpck_require__(3587)

module.exports = class FastFIFO {
  constructor (hwm) {
    this.hwm = hwm || 16
    this.head = new FixedFIFO(this.hwm)
    this.tail = this.head
    this.length = 0
  }

  clear () {
    this.head = this.tail
    this.head.clear()
    this.length = 0
  }

  push (val) {
    this.length++
    if (!this.head.push(val)) {
      const prev = this.head
      this.head = prev.next = new FixedFIFO(2 * this.head.buffer.length)
      this.head.push(val)
    }
  }

  shift () {
    if (this.length !== 0) this.length--
    const val = this.tail.shift()
    if (val === undefined && this.tail.next) {
      const next = this.tail.next
      this.tail.next = null
      this.tail = next
      return this.tail.shift()
    }

    return val
  }

  peek () {
    const val = this.tail.peek()
    if (val === undefined && this.tail.next) return this.tail.next.peek()
    return val
  }

  isEmpty () {
    return this.length === 0
  }
}


/***/ }),

/***/ 1916:
/***/ ((__unused_webpack_module, exports) => {

var __webpack_unused_export__;

__webpack_unused_export__ = true;
exports.Io = exports.kp = void 0;
var peq = new Uint32Array(0x10000);
var myers_32 = function (a, b) {
    var n = a.length;
    var m = b.length;
    var lst = 1 << (n - 1);
    var pv = -1;
    var mv = 0;
    var sc = n;
    var i = n;
    while (i--) {
        peq[a.charCodeAt(i)] |= 1 << i;
    }
    for (i = 0; i < m; i++) {
        var eq = peq[b.charCodeAt(i)];
        var xv = eq | mv;
        eq |= ((eq & pv) + pv) ^ pv;
        mv |= ~(eq | pv);
        pv &= eq;
        if (mv & lst) {
            sc++;
        }
        if (pv & lst) {
            sc--;
        }
        mv = (mv << 1) | 1;
        pv = (pv << 1) | ~(xv | mv);
        mv &= xv;
    }
    i = n;
    while (i--) {
        peq[a.charCodeAt(i)] = 0;
    }
    return sc;
};
var myers_x = function (b, a) {
    var n = a.length;
    var m = b.length;
    var mhc = [];
    var phc = [];
    var hsize = Math.ceil(n / 32);
    var vsize = Math.ceil(m / 32);
    for (var i = 0; i < hsize; i++) {
        phc[i] = -1;
        mhc[i] = 0;
    }
    var j = 0;
    for (; j < vsize - 1; j++) {
        var mv_1 = 0;
        var pv_1 = -1;
        var start_1 = j * 32;
        var vlen_1 = Math.min(32, m) + start_1;
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] |= 1 << k;
        }
        for (var i = 0; i < n; i++) {
            var eq = peq[a.charCodeAt(i)];
            var pb = (phc[(i / 32) | 0] >>> i) & 1;
            var mb = (mhc[(i / 32) | 0] >>> i) & 1;
            var xv = eq | mv_1;
            var xh = ((((eq | mb) & pv_1) + pv_1) ^ pv_1) | eq | mb;
            var ph = mv_1 | ~(xh | pv_1);
            var mh = pv_1 & xh;
            if ((ph >>> 31) ^ pb) {
                phc[(i / 32) | 0] ^= 1 << i;
            }
            if ((mh >>> 31) ^ mb) {
                mhc[(i / 32) | 0] ^= 1 << i;
            }
            ph = (ph << 1) | pb;
            mh = (mh << 1) | mb;
            pv_1 = mh | ~(xv | ph);
            mv_1 = ph & xv;
        }
        for (var k = start_1; k < vlen_1; k++) {
            peq[b.charCodeAt(k)] = 0;
        }
    }
    var mv = 0;
    var pv = -1;
    var start = j * 32;
    var vlen = Math.min(32, m - start) + start;
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] |= 1 << k;
    }
    var score = m;
    for (var i = 0; i < n; i++) {
        var eq = peq[a.charCodeAt(i)];
        var pb = (phc[(i / 32) | 0] >>> i) & 1;
        var mb = (mhc[(i / 32) | 0] >>> i) & 1;
        var xv = eq | mv;
        var xh = ((((eq | mb) & pv) + pv) ^ pv) | eq | mb;
        var ph = mv | ~(xh | pv);
        var mh = pv & xh;
        score += (ph >>> (m - 1)) & 1;
        score -= (mh >>> (m - 1)) & 1;
        if ((ph >>> 31) ^ pb) {
            phc[(i / 32) | 0] ^= 1 << i;
        }
        if ((mh >>> 31) ^ mb) {
            mhc[(i / 32) | 0] ^= 1 << i;
        }
        ph = (ph << 1) | pb;
        mh = (mh << 1) | mb;
        pv = mh | ~(xv | ph);
        mv = ph & xv;
    }
    for (var k = start; k < vlen; k++) {
        peq[b.charCodeAt(k)] = 0;
    }
    return score;
};
var distance = function (a, b) {
    if (a.length < b.length) {
        var tmp = b;
        b = a;
        a = tmp;
    }
    if (b.length === 0) {
        return a.length;
    }
    if (a.length <= 32) {
        return myers_32(a, b);
    }
    return myers_x(a, b);
};
exports.Io = distance;
var closest = function (str, arr) {
    var min_distance = Infinity;
    var min_index = 0;
    for (var i = 0; i < arr.length; i++) {
        var dist = distance(str, arr[i]);
        if (dist < min_distance) {
            min_distance = dist;
            min_index = i;
        }
    }
    return arr[min_index];
};
exports.kp = closest;


/***/ }),

/***/ 6204:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const { EventEmitter } = __nccwpck_require__(9580)
const FIFO = __nccwpck_require__(3867)
const TextDecoder = __nccwpck_require__(7934)

const StreamError = __nccwpck_require__(5657)

// if we do a future major, expect queue microtask to be there always, for now a bit defensive
const qmt =
  typeof queueMicrotask === 'undefined' ? (fn) => global.process.nextTick(fn) : queueMicrotask

// 29 bits used total (4 from shared, 14 from read, and 11 from write)
const MAX = (1 << 29) - 1

// Shared state
const OPENING = 0b0001
const PREDESTROYING = 0b0010
const DESTROYING = 0b0100
const DESTROYED = 0b1000

const NOT_OPENING = MAX ^ OPENING
const NOT_PREDESTROYING = MAX ^ PREDESTROYING

// Read state (4 bit offset from shared state)
const READ_ACTIVE = 0b00000000000001 << 4
const READ_UPDATING = 0b00000000000010 << 4
const READ_PRIMARY = 0b00000000000100 << 4
const READ_QUEUED = 0b00000000001000 << 4
const READ_RESUMED = 0b00000000010000 << 4
const READ_PIPE_DRAINED = 0b00000000100000 << 4
const READ_ENDING = 0b00000001000000 << 4
const READ_EMIT_DATA = 0b00000010000000 << 4
const READ_EMIT_READABLE = 0b00000100000000 << 4
const READ_EMITTED_READABLE = 0b00001000000000 << 4
const READ_DONE = 0b00010000000000 << 4
const READ_NEXT_TICK = 0b00100000000000 << 4
const READ_NEEDS_PUSH = 0b01000000000000 << 4
const READ_READ_AHEAD = 0b10000000000000 << 4

// Combined read state
const READ_FLOWING = READ_RESUMED | READ_PIPE_DRAINED
const READ_ACTIVE_AND_NEEDS_PUSH = READ_ACTIVE | READ_NEEDS_PUSH
const READ_PRIMARY_AND_ACTIVE = READ_PRIMARY | READ_ACTIVE
const READ_EMIT_READABLE_AND_QUEUED = READ_EMIT_READABLE | READ_QUEUED
const READ_RESUMED_READ_AHEAD = READ_RESUMED | READ_READ_AHEAD

const READ_NOT_ACTIVE = MAX ^ READ_ACTIVE
const READ_NON_PRIMARY = MAX ^ READ_PRIMARY
const READ_NON_PRIMARY_AND_PUSHED = MAX ^ (READ_PRIMARY | READ_NEEDS_PUSH)
const READ_PUSHED = MAX ^ READ_NEEDS_PUSH
const READ_PAUSED = MAX ^ READ_RESUMED
const READ_NOT_QUEUED = MAX ^ (READ_QUEUED | READ_EMITTED_READABLE)
const READ_NOT_ENDING = MAX ^ READ_ENDING
const READ_PIPE_NOT_DRAINED = MAX ^ READ_FLOWING
const READ_NOT_NEXT_TICK = MAX ^ READ_NEXT_TICK
const READ_NOT_UPDATING = MAX ^ READ_UPDATING
const READ_NO_READ_AHEAD = MAX ^ READ_READ_AHEAD
const READ_PAUSED_NO_READ_AHEAD = MAX ^ READ_RESUMED_READ_AHEAD

// Write state (18 bit offset, 4 bit offset from shared state and 14 from read state)
const WRITE_ACTIVE = 0b00000000001 << 18
const WRITE_UPDATING = 0b00000000010 << 18
const WRITE_PRIMARY = 0b00000000100 << 18
const WRITE_QUEUED = 0b00000001000 << 18
const WRITE_UNDRAINED = 0b00000010000 << 18
const WRITE_DONE = 0b00000100000 << 18
const WRITE_EMIT_DRAIN = 0b00001000000 << 18
const WRITE_NEXT_TICK = 0b00010000000 << 18
const WRITE_WRITING = 0b00100000000 << 18
const WRITE_FINISHING = 0b01000000000 << 18
const WRITE_CORKED = 0b10000000000 << 18

const WRITE_NOT_ACTIVE = MAX ^ (WRITE_ACTIVE | WRITE_WRITING)
const WRITE_NON_PRIMARY = MAX ^ WRITE_PRIMARY
const WRITE_NOT_FINISHING = MAX ^ (WRITE_ACTIVE | WRITE_FINISHING)
const WRITE_DRAINED = MAX ^ WRITE_UNDRAINED
const WRITE_NOT_QUEUED = MAX ^ WRITE_QUEUED
const WRITE_NOT_NEXT_TICK = MAX ^ WRITE_NEXT_TICK
const WRITE_NOT_UPDATING = MAX ^ WRITE_UPDATING
const WRITE_NOT_CORKED = MAX ^ WRITE_CORKED

// Combined shared state
const ACTIVE = READ_ACTIVE | WRITE_ACTIVE
const NOT_ACTIVE = MAX ^ ACTIVE
const DONE = READ_DONE | WRITE_DONE
const DESTROY_STATUS = DESTROYING | DESTROYED | PREDESTROYING
const OPEN_STATUS = DESTROY_STATUS | OPENING
const AUTO_DESTROY = DESTROY_STATUS | DONE
const NON_PRIMARY = WRITE_NON_PRIMARY & READ_NON_PRIMARY
const ACTIVE_OR_TICKING = WRITE_NEXT_TICK | READ_NEXT_TICK
const TICKING = ACTIVE_OR_TICKING & NOT_ACTIVE
const IS_OPENING = OPEN_STATUS | TICKING

// Combined shared state and read state
const READ_PRIMARY_STATUS = OPEN_STATUS | READ_ENDING | READ_DONE
const READ_STATUS = OPEN_STATUS | READ_DONE | READ_QUEUED
const READ_ENDING_STATUS = OPEN_STATUS | READ_ENDING | READ_QUEUED
const READ_READABLE_STATUS = OPEN_STATUS | READ_EMIT_READABLE | READ_QUEUED | READ_EMITTED_READABLE
const SHOULD_NOT_READ =
  OPEN_STATUS | READ_ACTIVE | READ_ENDING | READ_DONE | READ_NEEDS_PUSH | READ_READ_AHEAD
const READ_BACKPRESSURE_STATUS = DESTROY_STATUS | READ_ENDING | READ_DONE
const READ_UPDATE_SYNC_STATUS = READ_UPDATING | OPEN_STATUS | READ_NEXT_TICK | READ_PRIMARY
const READ_NEXT_TICK_OR_OPENING = READ_NEXT_TICK | OPENING

// Combined write state
const WRITE_PRIMARY_STATUS = OPEN_STATUS | WRITE_FINISHING | WRITE_DONE
const WRITE_QUEUED_AND_UNDRAINED = WRITE_QUEUED | WRITE_UNDRAINED
const WRITE_QUEUED_AND_ACTIVE = WRITE_QUEUED | WRITE_ACTIVE
const WRITE_DRAIN_STATUS = WRITE_QUEUED | WRITE_UNDRAINED | OPEN_STATUS | WRITE_ACTIVE
const WRITE_STATUS = OPEN_STATUS | WRITE_ACTIVE | WRITE_QUEUED | WRITE_CORKED
const WRITE_PRIMARY_AND_ACTIVE = WRITE_PRIMARY | WRITE_ACTIVE
const WRITE_ACTIVE_AND_WRITING = WRITE_ACTIVE | WRITE_WRITING
const WRITE_FINISHING_STATUS = OPEN_STATUS | WRITE_FINISHING | WRITE_QUEUED_AND_ACTIVE | WRITE_DONE
const WRITE_BACKPRESSURE_STATUS = WRITE_UNDRAINED | DESTROY_STATUS | WRITE_FINISHING | WRITE_DONE
const WRITE_UPDATE_SYNC_STATUS = WRITE_UPDATING | OPEN_STATUS | WRITE_NEXT_TICK | WRITE_PRIMARY
const WRITE_DROP_DATA = WRITE_FINISHING | WRITE_DONE | DESTROY_STATUS

const asyncIterator = Symbol.asyncIterator || Symbol('asyncIterator')

class WritableState {
  constructor(
    stream,
    { highWaterMark = 16384, map = null, mapWritable, byteLength, byteLengthWritable } = {}
  ) {
    this.stream = stream
    this.queue = new FIFO()
    this.highWaterMark = highWaterMark
    this.buffered = 0
    this.error = null
    this.pipeline = null
    this.drains = null // if we add more seldomly used helpers we might them into a subobject so its a single ptr
    this.byteLength = byteLengthWritable || byteLength || defaultByteLength
    this.map = mapWritable || map
    this.afterWrite = afterWrite.bind(this)
    this.afterUpdateNextTick = updateWriteNT.bind(this)
  }

  get ending() {
    return (this.stream._duplexState & WRITE_FINISHING) !== 0
  }

  get ended() {
    return (this.stream._duplexState & WRITE_DONE) !== 0
  }

  push(data) {
    if ((this.stream._duplexState & WRITE_DROP_DATA) !== 0) return false
    if (this.map !== null) data = this.map(data)

    this.buffered += this.byteLength(data)
    this.queue.push(data)

    if (this.buffered < this.highWaterMark) {
      this.stream._duplexState |= WRITE_QUEUED
      return true
    }

    this.stream._duplexState |= WRITE_QUEUED_AND_UNDRAINED
    return false
  }

  shift() {
    const data = this.queue.shift()

    this.buffered -= this.byteLength(data)
    if (this.buffered === 0) this.stream._duplexState &= WRITE_NOT_QUEUED

    return data
  }

  end(data) {
    if (typeof data === 'function') {
      this.stream.once('finish', data)
    } else if (data !== undefined && data !== null) {
      this.push(data)
    }

    this.stream._duplexState = (this.stream._duplexState | WRITE_FINISHING) & WRITE_NON_PRIMARY
  }

  autoBatch(data, cb) {
    const buffer = []
    const stream = this.stream

    buffer.push(data)
    while ((stream._duplexState & WRITE_STATUS) === WRITE_QUEUED_AND_ACTIVE) {
      buffer.push(stream._writableState.shift())
    }

    if ((stream._duplexState & OPEN_STATUS) !== 0) return cb(null)
    stream._writev(buffer, cb)
  }

  update() {
    const stream = this.stream

    stream._duplexState |= WRITE_UPDATING

    do {
      while ((stream._duplexState & WRITE_STATUS) === WRITE_QUEUED) {
        const data = this.shift()
        stream._duplexState |= WRITE_ACTIVE_AND_WRITING
        stream._write(data, this.afterWrite)
      }

      if ((stream._duplexState & WRITE_PRIMARY_AND_ACTIVE) === 0) this.updateNonPrimary()
    } while (this.continueUpdate() === true)

    stream._duplexState &= WRITE_NOT_UPDATING
  }

  updateNonPrimary() {
    const stream = this.stream

    if ((stream._duplexState & WRITE_FINISHING_STATUS) === WRITE_FINISHING) {
      stream._duplexState = stream._duplexState | WRITE_ACTIVE
      stream._final(afterFinal.bind(this))
      return
    }

    if ((stream._duplexState & DESTROY_STATUS) === DESTROYING) {
      if ((stream._duplexState & ACTIVE_OR_TICKING) === 0) {
        stream._duplexState |= ACTIVE
        stream._destroy(afterDestroy.bind(this))
      }
      return
    }

    if ((stream._duplexState & IS_OPENING) === OPENING) {
      stream._duplexState = (stream._duplexState | ACTIVE) & NOT_OPENING
      stream._open(afterOpen.bind(this))
    }
  }

  continueUpdate() {
    if ((this.stream._duplexState & WRITE_NEXT_TICK) === 0) return false
    this.stream._duplexState &= WRITE_NOT_NEXT_TICK
    return true
  }

  updateCallback() {
    if ((this.stream._duplexState & WRITE_UPDATE_SYNC_STATUS) === WRITE_PRIMARY) {
      this.update()
    } else {
      this.updateNextTick()
    }
  }

  updateNextTick() {
    if ((this.stream._duplexState & WRITE_NEXT_TICK) !== 0) return
    this.stream._duplexState |= WRITE_NEXT_TICK
    if ((this.stream._duplexState & WRITE_UPDATING) === 0) qmt(this.afterUpdateNextTick)
  }
}

class ReadableState {
  constructor(
    stream,
    { highWaterMark = 16384, map = null, mapReadable, byteLength, byteLengthReadable } = {}
  ) {
    this.stream = stream
    this.queue = new FIFO()
    this.highWaterMark = highWaterMark === 0 ? 1 : highWaterMark
    this.buffered = 0
    this.readAhead = highWaterMark > 0
    this.error = null
    this.pipeline = null
    this.byteLength = byteLengthReadable || byteLength || defaultByteLength
    this.map = mapReadable || map
    this.pipeTo = null
    this.afterRead = afterRead.bind(this)
    this.afterUpdateNextTick = updateReadNT.bind(this)
  }

  get ending() {
    return (this.stream._duplexState & READ_ENDING) !== 0
  }

  get ended() {
    return (this.stream._duplexState & READ_DONE) !== 0
  }

  pipe(pipeTo, cb) {
    if (this.pipeTo !== null) throw StreamError.BAD_ARGUMENT('Can only pipe to one destination')
    if (typeof cb !== 'function') cb = null

    this.stream._duplexState |= READ_PIPE_DRAINED
    this.pipeTo = pipeTo
    this.pipeline = new Pipeline(this.stream, pipeTo, cb)

    if (cb) this.stream.on('error', noop) // We already error handle this so supress crashes

    if (isStreamx(pipeTo)) {
      pipeTo._writableState.pipeline = this.pipeline
      if (cb) pipeTo.on('error', noop) // We already error handle this so supress crashes
      pipeTo.on('finish', this.pipeline.finished.bind(this.pipeline)) // TODO: just call finished from pipeTo itself
    } else {
      const onerror = this.pipeline.done.bind(this.pipeline, pipeTo)
      const onclose = this.pipeline.done.bind(this.pipeline, pipeTo, null) // onclose has a weird bool arg
      pipeTo.on('error', onerror)
      pipeTo.on('close', onclose)
      pipeTo.on('finish', this.pipeline.finished.bind(this.pipeline))
    }

    pipeTo.on('drain', afterDrain.bind(this))
    this.stream.emit('piping', pipeTo)
    pipeTo.emit('pipe', this.stream)
  }

  push(data) {
    const stream = this.stream

    if (data === null) {
      this.highWaterMark = 0
      stream._duplexState = (stream._duplexState | READ_ENDING) & READ_NON_PRIMARY_AND_PUSHED
      return false
    }

    if (this.map !== null) {
      data = this.map(data)
      if (data === null) {
        stream._duplexState &= READ_PUSHED
        return this.buffered < this.highWaterMark
      }
    }

    this.buffered += this.byteLength(data)
    this.queue.push(data)

    stream._duplexState = (stream._duplexState | READ_QUEUED) & READ_PUSHED

    return this.buffered < this.highWaterMark
  }

  shift() {
    const data = this.queue.shift()

    this.buffered -= this.byteLength(data)
    if (this.buffered === 0) {
      this.stream._duplexState &= READ_NOT_QUEUED
    }

    return data
  }

  unshift(data) {
    const pending = [this.map !== null ? this.map(data) : data]
    while (this.buffered > 0) pending.push(this.shift())

    for (let i = 0; i < pending.length - 1; i++) {
      const data = pending[i]
      this.buffered += this.byteLength(data)
      this.queue.push(data)
    }

    this.push(pending[pending.length - 1])
  }

  read() {
    const stream = this.stream

    if ((stream._duplexState & READ_STATUS) === READ_QUEUED) {
      const data = this.shift()

      if (this.pipeTo !== null && this.pipeTo.write(data) === false) {
        stream._duplexState &= READ_PIPE_NOT_DRAINED
      }

      if ((stream._duplexState & READ_EMIT_DATA) !== 0) {
        stream.emit('data', data)
      }

      return data
    }

    if (this.readAhead === false) {
      stream._duplexState |= READ_READ_AHEAD
      this.updateNextTick()
    }

    return null
  }

  drain() {
    const stream = this.stream

    while (
      (stream._duplexState & READ_STATUS) === READ_QUEUED &&
      (stream._duplexState & READ_FLOWING) !== 0
    ) {
      const data = this.shift()

      if (this.pipeTo !== null && this.pipeTo.write(data) === false) {
        stream._duplexState &= READ_PIPE_NOT_DRAINED
      }

      if ((stream._duplexState & READ_EMIT_DATA) !== 0) {
        stream.emit('data', data)
      }
    }
  }

  update() {
    const stream = this.stream

    stream._duplexState |= READ_UPDATING

    do {
      this.drain()

      while (
        this.buffered < this.highWaterMark &&
        (stream._duplexState & SHOULD_NOT_READ) === READ_READ_AHEAD
      ) {
        stream._duplexState |= READ_ACTIVE_AND_NEEDS_PUSH
        stream._read(this.afterRead)
        this.drain()
      }

      if ((stream._duplexState & READ_READABLE_STATUS) === READ_EMIT_READABLE_AND_QUEUED) {
        stream._duplexState |= READ_EMITTED_READABLE
        stream.emit('readable')
      }

      if ((stream._duplexState & READ_PRIMARY_AND_ACTIVE) === 0) {
        this.updateNonPrimary()
      }
    } while (this.continueUpdate() === true)

    stream._duplexState &= READ_NOT_UPDATING
  }

  updateNonPrimary() {
    const stream = this.stream

    if ((stream._duplexState & READ_ENDING_STATUS) === READ_ENDING) {
      stream._duplexState = (stream._duplexState | READ_DONE) & READ_NOT_ENDING
      stream.emit('end')

      if ((stream._duplexState & AUTO_DESTROY) === DONE) {
        stream._duplexState |= DESTROYING
      }

      if (this.pipeTo !== null) {
        this.pipeTo.end()
      }
    }

    if ((stream._duplexState & DESTROY_STATUS) === DESTROYING) {
      if ((stream._duplexState & ACTIVE_OR_TICKING) === 0) {
        stream._duplexState |= ACTIVE
        stream._destroy(afterDestroy.bind(this))
      }
      return
    }

    if ((stream._duplexState & IS_OPENING) === OPENING) {
      stream._duplexState = (stream._duplexState | ACTIVE) & NOT_OPENING
      stream._open(afterOpen.bind(this))
    }
  }

  continueUpdate() {
    if ((this.stream._duplexState & READ_NEXT_TICK) === 0) return false
    this.stream._duplexState &= READ_NOT_NEXT_TICK
    return true
  }

  updateCallback() {
    if ((this.stream._duplexState & READ_UPDATE_SYNC_STATUS) === READ_PRIMARY) {
      this.update()
    } else {
      this.updateNextTick()
    }
  }

  updateNextTickIfOpen() {
    if ((this.stream._duplexState & READ_NEXT_TICK_OR_OPENING) !== 0) return
    this.stream._duplexState |= READ_NEXT_TICK
    if ((this.stream._duplexState & READ_UPDATING) === 0) qmt(this.afterUpdateNextTick)
  }

  updateNextTick() {
    if ((this.stream._duplexState & READ_NEXT_TICK) !== 0) return
    this.stream._duplexState |= READ_NEXT_TICK
    if ((this.stream._duplexState & READ_UPDATING) === 0) qmt(this.afterUpdateNextTick)
  }
}

class TransformState {
  constructor(stream) {
    this.data = null
    this.afterTransform = afterTransform.bind(stream)
    this.afterFinal = null
  }
}

class Pipeline {
  constructor(src, dst, cb) {
    this.from = src
    this.to = dst
    this.afterPipe = cb
    this.error = null
    this.pipeToFinished = false
  }

  finished() {
    this.pipeToFinished = true
  }

  done(stream, err) {
    if (err) this.error = err

    if (stream === this.to) {
      this.to = null

      if (this.from !== null) {
        if ((this.from._duplexState & READ_DONE) === 0 || !this.pipeToFinished) {
          this.from.destroy(this.error || StreamError.PREMATURE_CLOSE('Writable stream closed'))
        }
        return
      }
    }

    if (stream === this.from) {
      this.from = null

      if (this.to !== null) {
        if ((stream._duplexState & READ_DONE) === 0) {
          this.to.destroy(this.error || StreamError.PREMATURE_CLOSE('Readable stream closed'))
        }
        return
      }
    }

    if (this.afterPipe !== null) this.afterPipe(this.error)
    this.to = this.from = this.afterPipe = null
  }
}

function afterDrain() {
  this.stream._duplexState |= READ_PIPE_DRAINED
  this.updateCallback()
}

function afterFinal(err) {
  const stream = this.stream
  if (err) stream.destroy(err)

  if ((stream._duplexState & DESTROY_STATUS) === 0) {
    stream._duplexState |= WRITE_DONE
    stream.emit('finish')
  }

  if ((stream._duplexState & AUTO_DESTROY) === DONE) {
    stream._duplexState |= DESTROYING
  }

  stream._duplexState &= WRITE_NOT_FINISHING

  // no need to wait the extra tick here, so we short circuit that
  if ((stream._duplexState & WRITE_UPDATING) === 0) {
    this.update()
  } else {
    this.updateNextTick()
  }
}

function afterDestroy(err) {
  const stream = this.stream

  if (!err && !StreamError.isStreamDestroyed(this.error)) err = this.error
  if (err) stream.emit('error', err)

  stream._duplexState |= DESTROYED
  stream.emit('close')

  const rs = stream._readableState
  const ws = stream._writableState

  if (rs !== null && rs.pipeline !== null) {
    rs.pipeline.done(stream, err)
  }

  if (ws !== null) {
    while (ws.drains !== null && ws.drains.length > 0) {
      ws.drains.shift().resolve(false)
    }

    if (ws.pipeline !== null) {
      ws.pipeline.done(stream, err)
    }
  }
}

function afterWrite(err) {
  const stream = this.stream

  if (err) stream.destroy(err)
  stream._duplexState &= WRITE_NOT_ACTIVE

  if (this.drains !== null) tickDrains(this.drains)

  if ((stream._duplexState & WRITE_DRAIN_STATUS) === WRITE_UNDRAINED) {
    stream._duplexState &= WRITE_DRAINED

    if ((stream._duplexState & WRITE_EMIT_DRAIN) === WRITE_EMIT_DRAIN) {
      stream.emit('drain')
    }
  }

  this.updateCallback()
}

function afterRead(err) {
  if (err) this.stream.destroy(err)
  this.stream._duplexState &= READ_NOT_ACTIVE

  if (this.readAhead === false && (this.stream._duplexState & READ_RESUMED) === 0) {
    this.stream._duplexState &= READ_NO_READ_AHEAD
  }

  this.updateCallback()
}

function updateReadNT() {
  if ((this.stream._duplexState & READ_UPDATING) === 0) {
    this.stream._duplexState &= READ_NOT_NEXT_TICK
    this.update()
  }
}

function updateWriteNT() {
  if ((this.stream._duplexState & WRITE_UPDATING) === 0) {
    this.stream._duplexState &= WRITE_NOT_NEXT_TICK
    this.update()
  }
}

function tickDrains(drains) {
  for (let i = 0; i < drains.length; i++) {
    // drains.writes are monotonic, so if one is 0 its always the first one
    if (--drains[i].writes === 0) {
      drains.shift().resolve(true)
      i--
    }
  }
}

function afterOpen(err) {
  const stream = this.stream

  if (err) stream.destroy(err)

  if ((stream._duplexState & DESTROYING) === 0) {
    if ((stream._duplexState & READ_PRIMARY_STATUS) === 0) {
      stream._duplexState |= READ_PRIMARY
    }

    if ((stream._duplexState & WRITE_PRIMARY_STATUS) === 0) {
      stream._duplexState |= WRITE_PRIMARY
    }

    stream.emit('open')
  }

  stream._duplexState &= NOT_ACTIVE

  if (stream._writableState !== null) {
    stream._writableState.updateCallback()
  }

  if (stream._readableState !== null) {
    stream._readableState.updateCallback()
  }
}

function afterTransform(err, data) {
  if (data !== undefined && data !== null) this.push(data)
  this._writableState.afterWrite(err)
}

function newListener(name) {
  if (this._readableState !== null) {
    if (name === 'data') {
      this._duplexState |= READ_EMIT_DATA | READ_RESUMED_READ_AHEAD
      this._readableState.updateNextTick()
    }
    if (name === 'readable') {
      this._duplexState |= READ_EMIT_READABLE
      this._readableState.updateNextTick()
    }
  }

  if (this._writableState !== null) {
    if (name === 'drain') {
      this._duplexState |= WRITE_EMIT_DRAIN
      this._writableState.updateNextTick()
    }
  }
}

class Stream extends EventEmitter {
  constructor(opts) {
    super()

    this._duplexState = 0
    this._readableState = null
    this._writableState = null

    if (opts) {
      if (opts.open) this._open = opts.open
      if (opts.destroy) this._destroy = opts.destroy
      if (opts.predestroy) this._predestroy = opts.predestroy
      if (opts.signal) opts.signal.addEventListener('abort', abort.bind(this))
    }

    this.on('newListener', newListener)
  }

  _open(cb) {
    cb(null)
  }

  _destroy(cb) {
    cb(null)
  }

  _predestroy() {
    // does nothing
  }

  get readable() {
    return this._readableState !== null ? true : undefined
  }

  get writable() {
    return this._writableState !== null ? true : undefined
  }

  get destroyed() {
    return (this._duplexState & DESTROYED) !== 0
  }

  get destroying() {
    return (this._duplexState & DESTROY_STATUS) !== 0
  }

  destroy(err) {
    if ((this._duplexState & DESTROY_STATUS) === 0) {
      if (!err) err = StreamError.STREAM_DESTROYED()
      this._duplexState = (this._duplexState | DESTROYING) & NON_PRIMARY

      if (this._readableState !== null) {
        this._readableState.highWaterMark = 0
        this._readableState.error = err
      }

      if (this._writableState !== null) {
        this._writableState.highWaterMark = 0
        this._writableState.error = err
      }

      this._duplexState |= PREDESTROYING
      this._predestroy()
      this._duplexState &= NOT_PREDESTROYING

      if (this._readableState !== null) {
        this._readableState.updateNextTick()
      }

      if (this._writableState !== null) {
        this._writableState.updateNextTick()
      }
    }
  }
}

class Readable extends Stream {
  constructor(opts) {
    super(opts)

    this._duplexState |= OPENING | WRITE_DONE | READ_READ_AHEAD
    this._readableState = new ReadableState(this, opts)

    if (opts) {
      if (this._readableState.readAhead === false) this._duplexState &= READ_NO_READ_AHEAD
      if (opts.read) this._read = opts.read
      if (opts.eagerOpen) this._readableState.updateNextTick()
      if (opts.encoding) this.setEncoding(opts.encoding)
    }
  }

  static deferred(fn, opts) {
    const out = new PassThrough(opts)

    fn()
      .then((src) => {
        if (src === null) return out.end()
        if (out.destroying) return
        pipeline(src, out, noop)
      })
      .catch((err) => out.destroy(err))

    return out
  }

  setEncoding(encoding) {
    const dec = new TextDecoder(encoding)
    const map = this._readableState.map || echo
    this._readableState.map = mapOrSkip
    return this

    function mapOrSkip(data) {
      const next = dec.push(data)
      return next === '' && (data.byteLength !== 0 || dec.remaining > 0) ? null : map(next)
    }
  }

  _read(cb) {
    cb(null)
  }

  pipe(dest, cb) {
    this._readableState.updateNextTick()
    this._readableState.pipe(dest, cb)
    return dest
  }

  read() {
    this._readableState.updateNextTick()
    return this._readableState.read()
  }

  push(data) {
    this._readableState.updateNextTickIfOpen()
    return this._readableState.push(data)
  }

  unshift(data) {
    this._readableState.updateNextTickIfOpen()
    return this._readableState.unshift(data)
  }

  resume() {
    this._duplexState |= READ_RESUMED_READ_AHEAD
    this._readableState.updateNextTick()
    return this
  }

  pause() {
    this._duplexState &=
      this._readableState.readAhead === false ? READ_PAUSED_NO_READ_AHEAD : READ_PAUSED
    return this
  }

  static _fromAsyncIterator(ite, opts) {
    let destroy

    const rs = new Readable({
      ...opts,
      read(cb) {
        ite.next().then(push).then(cb.bind(null, null)).catch(cb)
      },
      predestroy() {
        destroy = ite.return()
      },
      destroy(cb) {
        if (!destroy) return cb(null)
        destroy.then(cb.bind(null, null)).catch(cb)
      }
    })

    return rs

    function push(data) {
      if (data.done) rs.push(null)
      else rs.push(data.value)
    }
  }

  static from(data, opts) {
    if (isReadStreamx(data)) return data
    if (data[asyncIterator]) return this._fromAsyncIterator(data[asyncIterator](), opts)
    if (!Array.isArray(data)) data = data === undefined ? [] : [data]

    let i = 0
    return new Readable({
      ...opts,
      read(cb) {
        this.push(i === data.length ? null : data[i++])
        cb(null)
      }
    })
  }

  static isBackpressured(rs) {
    return (
      (rs._duplexState & READ_BACKPRESSURE_STATUS) !== 0 ||
      rs._readableState.buffered >= rs._readableState.highWaterMark
    )
  }

  static isPaused(rs) {
    return (rs._duplexState & READ_RESUMED) === 0
  }

  [asyncIterator]() {
    const stream = this

    let error = null
    let promiseResolve = null
    let promiseReject = null

    this.on('error', (err) => {
      error = err
    })
    this.on('readable', onreadable)
    this.on('close', onclose)

    return {
      [asyncIterator]() {
        return this
      },
      next() {
        return new Promise(function (resolve, reject) {
          promiseResolve = resolve
          promiseReject = reject
          const data = stream.read()
          if (data !== null) ondata(data)
          else if ((stream._duplexState & DESTROYED) !== 0) ondata(null)
        })
      },
      return() {
        return destroy(null)
      },
      throw(err) {
        return destroy(err)
      }
    }

    function onreadable() {
      if (promiseResolve !== null) ondata(stream.read())
    }

    function onclose() {
      if (promiseResolve !== null) ondata(null)
    }

    function ondata(data) {
      if (promiseReject === null) return
      if (error) {
        promiseReject(error)
      } else if (data === null && (stream._duplexState & READ_DONE) === 0) {
        promiseReject(StreamError.STREAM_DESTROYED())
      } else {
        promiseResolve({ value: data, done: data === null })
      }
      promiseReject = promiseResolve = null
    }

    function destroy(err) {
      stream.destroy(err)
      return new Promise((resolve, reject) => {
        if (stream._duplexState & DESTROYED) return resolve({ value: undefined, done: true })
        stream.once('close', function () {
          if (err) reject(err)
          else resolve({ value: undefined, done: true })
        })
      })
    }
  }
}

class Writable extends Stream {
  constructor(opts) {
    super(opts)

    this._duplexState |= OPENING | READ_DONE
    this._writableState = new WritableState(this, opts)

    if (opts) {
      if (opts.writev) this._writev = opts.writev
      if (opts.write) this._write = opts.write
      if (opts.final) this._final = opts.final
      if (opts.eagerOpen) this._writableState.updateNextTick()
    }
  }

  cork() {
    this._duplexState |= WRITE_CORKED
  }

  uncork() {
    this._duplexState &= WRITE_NOT_CORKED
    this._writableState.updateNextTick()
  }

  _writev(batch, cb) {
    cb(null)
  }

  _write(data, cb) {
    this._writableState.autoBatch(data, cb)
  }

  _final(cb) {
    cb(null)
  }

  static isBackpressured(ws) {
    return (ws._duplexState & WRITE_BACKPRESSURE_STATUS) !== 0
  }

  static drained(ws) {
    if (ws.destroyed) return Promise.resolve(false)

    const state = ws._writableState
    const pending = isWritev(ws) ? Math.min(1, state.queue.length) : state.queue.length
    const writes = pending + (ws._duplexState & WRITE_WRITING ? 1 : 0)
    if (writes === 0) return Promise.resolve(true)

    if (state.drains === null) state.drains = []
    return new Promise((resolve) => {
      state.drains.push({ writes, resolve })
    })
  }

  write(data) {
    this._writableState.updateNextTick()
    return this._writableState.push(data)
  }

  end(data) {
    this._writableState.updateNextTick()
    this._writableState.end(data)
    return this
  }
}

class Duplex extends Readable {
  // and Writable
  constructor(opts) {
    super(opts)

    this._duplexState = OPENING | (this._duplexState & READ_READ_AHEAD)
    this._writableState = new WritableState(this, opts)

    if (opts) {
      if (opts.writev) this._writev = opts.writev
      if (opts.write) this._write = opts.write
      if (opts.final) this._final = opts.final
    }
  }

  cork() {
    this._duplexState |= WRITE_CORKED
  }

  uncork() {
    this._duplexState &= WRITE_NOT_CORKED
    this._writableState.updateNextTick()
  }

  _writev(batch, cb) {
    cb(null)
  }

  _write(data, cb) {
    this._writableState.autoBatch(data, cb)
  }

  _final(cb) {
    cb(null)
  }

  write(data) {
    this._writableState.updateNextTick()
    return this._writableState.push(data)
  }

  end(data) {
    this._writableState.updateNextTick()
    this._writableState.end(data)
    return this
  }
}

class Transform extends Duplex {
  constructor(opts) {
    super(opts)
    this._transformState = new TransformState(this)

    if (opts) {
      if (opts.transform) this._transform = opts.transform
      if (opts.flush) this._flush = opts.flush
    }
  }

  _write(data, cb) {
    if (this._readableState.buffered >= this._readableState.highWaterMark) {
      this._transformState.data = data
    } else {
      this._transform(data, this._transformState.afterTransform)
    }
  }

  _read(cb) {
    if (this._transformState.data !== null) {
      const data = this._transformState.data
      this._transformState.data = null
      cb(null)
      this._transform(data, this._transformState.afterTransform)
    } else {
      cb(null)
    }
  }

  destroy(err) {
    super.destroy(err)
    if (this._transformState.data !== null) {
      this._transformState.data = null
      this._transformState.afterTransform()
    }
  }

  _transform(data, cb) {
    cb(null, data)
  }

  _flush(cb) {
    cb(null)
  }

  _final(cb) {
    this._transformState.afterFinal = cb
    this._flush(transformAfterFlush.bind(this))
  }
}

class PassThrough extends Transform {}

function transformAfterFlush(err, data) {
  const cb = this._transformState.afterFinal
  if (err) return cb(err)

  if (data !== null && data !== undefined) this.push(data)
  this.push(null)
  cb(null)
}

function pipelinePromise(...streams) {
  return new Promise((resolve, reject) => {
    return pipeline(...streams, (err) => {
      if (err) return reject(err)
      resolve()
    })
  })
}

function pipeline(stream, ...streams) {
  const all = Array.isArray(stream) ? [...stream, ...streams] : [stream, ...streams]
  const done = all.length && typeof all[all.length - 1] === 'function' ? all.pop() : null

  if (all.length < 2) throw StreamError.BAD_ARGUMENT('Pipeline requires at least 2 streams')

  let src = all[0]
  let dest = null
  let error = null

  for (let i = 1; i < all.length; i++) {
    dest = all[i]

    if (isStreamx(src)) {
      src.pipe(dest, onerror)
    } else {
      errorHandle(src, true, i > 1, onerror)
      src.pipe(dest)
    }

    src = dest
  }

  if (done) {
    let fin = false

    const autoDestroy =
      isStreamx(dest) || !!(dest._writableState && dest._writableState.autoDestroy)

    dest.on('error', (err) => {
      if (error === null) error = err
    })

    dest.on('finish', () => {
      fin = true
      if (!autoDestroy) done(error)
    })

    if (autoDestroy) {
      dest.on('close', () => done(error || (fin ? null : StreamError.PREMATURE_CLOSE())))
    }
  }

  return dest

  function errorHandle(s, rd, wr, onerror) {
    s.on('error', onerror)
    s.on('close', onclose)

    function onclose() {
      if (rd && s._readableState && !s._readableState.ended) {
        return onerror(StreamError.PREMATURE_CLOSE())
      }
      if (wr && s._writableState && !s._writableState.ended) {
        return onerror(StreamError.PREMATURE_CLOSE())
      }
    }
  }

  function onerror(err) {
    if (!err || error) return
    error = err

    for (const s of all) {
      s.destroy(err)
    }
  }
}

function echo(s) {
  return s
}

function isStream(stream) {
  return !!stream._readableState || !!stream._writableState
}

function isStreamx(stream) {
  return typeof stream._duplexState === 'number' && isStream(stream)
}

function isEnding(stream) {
  return !!stream._readableState && stream._readableState.ending
}

function isEnded(stream) {
  return !!stream._readableState && stream._readableState.ended
}

function isFinishing(stream) {
  return !!stream._writableState && stream._writableState.ending
}

function isFinished(stream) {
  return !!stream._writableState && stream._writableState.ended
}

function getStreamError(stream, opts = {}) {
  const err =
    (stream._readableState && stream._readableState.error) ||
    (stream._writableState && stream._writableState.error)

  // avoid implicit errors by default
  return !opts.all && StreamError.isStreamDestroyed(err) ? null : err
}

function isReadStreamx(stream) {
  return isStreamx(stream) && stream.readable
}

function isDisturbed(stream) {
  return (
    (stream._duplexState & OPENING) !== OPENING ||
    (stream._duplexState & DESTROYING) === DESTROYING ||
    (stream._duplexState & ACTIVE_OR_TICKING) !== 0
  )
}

function isTypedArray(data) {
  return typeof data === 'object' && data !== null && typeof data.byteLength === 'number'
}

function defaultByteLength(data) {
  return isTypedArray(data) ? data.byteLength : 1024
}

function noop() {}

function abort() {
  this.destroy(StreamError.ABORTED())
}

function isWritev(s) {
  return s._writev !== Writable.prototype._writev && s._writev !== Duplex.prototype._writev
}

module.exports = {
  pipeline,
  pipelinePromise,
  isStream,
  isStreamx,
  isEnding,
  isEnded,
  isFinishing,
  isFinished,
  isDisturbed,
  getStreamError,
  Stream,
  Writable,
  Readable,
  Duplex,
  Transform,
  // Export PassThrough for compatibility with Node.js core's stream module
  PassThrough
}


/***/ }),

/***/ 5657:
/***/ ((module) => {

module.exports = class StreamError extends Error {
  constructor(msg, code, fn = StreamError) {
    super(msg)

    this.code = code

    if (Error.captureStackTrace) {
      Error.captureStackTrace(this, fn)
    }
  }

  static isStreamDestroyed(err) {
    return err && err.code === 'STREAM_DESTROYED'
  }

  static isPrematureClose(err) {
    return err && err.code === 'PREMATURE_CLOSE'
  }

  static isAborted(err) {
    return err && err.code === 'ABORTED'
  }

  static isBadArgument(err) {
    return err && err.code === 'BAD_ARGUMENT'
  }

  get name() {
    return 'StreamError'
  }

  static STREAM_DESTROYED() {
    return new StreamError('Stream was destroyed', 'STREAM_DESTROYED', StreamError.STREAM_DESTROYED)
  }

  static PREMATURE_CLOSE(msg = 'Premature close') {
    return new StreamError(msg, 'PREMATURE_CLOSE', StreamError.PREMATURE_CLOSE)
  }

  static ABORTED() {
    return new StreamError('Stream aborted', 'ABORTED', StreamError.ABORTED)
  }

  static BAD_ARGUMENT(msg = 'Bad argument') {
    return new StreamError(msg, 'BAD_ARGUMENT', StreamError.BAD_ARGUMENT)
  }
}


/***/ }),

/***/ 775:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const constants = { // just for envs without fs
  S_IFMT: 61440,
  S_IFDIR: 16384,
  S_IFCHR: 8192,
  S_IFBLK: 24576,
  S_IFIFO: 4096,
  S_IFLNK: 40960
}

try {
  module.exports = (__nccwpck_require__(9896).constants) || constants
} catch {
  module.exports = constants
}


/***/ }),

/***/ 5763:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const { Writable, Readable, getStreamError } = __nccwpck_require__(6204)
const FIFO = __nccwpck_require__(3867)
const b4a = __nccwpck_require__(3057)
const headers = __nccwpck_require__(8428)

const EMPTY = b4a.alloc(0)
const MAX_HEADER_SIZE = 4 * 1024 * 1024 // arbitrary big number

class BufferList {
  constructor () {
    this.buffered = 0
    this.shifted = 0
    this.queue = new FIFO()

    this._offset = 0
  }

  push (buffer) {
    this.buffered += buffer.byteLength
    this.queue.push(buffer)
  }

  shiftFirst (size) {
    return this.buffered === 0 ? null : this._next(size)
  }

  shift (size) {
    if (size > this.buffered) return null
    if (size === 0) return EMPTY

    let chunk = this._next(size)

    if (size === chunk.byteLength) return chunk // likely case

    const chunks = [chunk]

    while ((size -= chunk.byteLength) > 0) {
      chunk = this._next(size)
      chunks.push(chunk)
    }

    return b4a.concat(chunks)
  }

  _next (size) {
    const buf = this.queue.peek()
    const rem = buf.byteLength - this._offset

    if (size >= rem) {
      const sub = this._offset ? buf.subarray(this._offset, buf.byteLength) : buf
      this.queue.shift()
      this._offset = 0
      this.buffered -= rem
      this.shifted += rem
      return sub
    }

    this.buffered -= size
    this.shifted += size

    return buf.subarray(this._offset, (this._offset += size))
  }
}

class Source extends Readable {
  constructor (self, header, offset) {
    super()

    this.header = header
    this.offset = offset

    this._parent = self
  }

  _read (cb) {
    if (this.header.size === 0) {
      this.push(null)
    }
    if (this._parent._stream === this) {
      this._parent._update()
    }
    cb(null)
  }

  _predestroy () {
    this._parent.destroy(getStreamError(this))
  }

  _detach () {
    if (this._parent._stream === this) {
      this._parent._stream = null
      this._parent._missing = overflow(this.header.size)
      this._parent._update()
    }
  }

  _destroy (cb) {
    this._detach()
    cb(null)
  }
}

class Extract extends Writable {
  constructor (opts) {
    super(opts)

    if (!opts) opts = {}

    this._buffer = new BufferList()
    this._offset = 0
    this._header = null
    this._stream = null
    this._missing = 0
    this._longHeader = false
    this._callback = noop
    this._locked = false
    this._finished = false
    this._pax = null
    this._paxGlobal = null
    this._gnuLongPath = null
    this._gnuLongLinkPath = null
    this._filenameEncoding = opts.filenameEncoding || 'utf-8'
    this._allowUnknownFormat = !!opts.allowUnknownFormat
    this._unlockBound = this._unlock.bind(this)
  }

  _unlock (err) {
    this._locked = false

    if (err) {
      this.destroy(err)
      this._continueWrite(err)
      return
    }

    this._update()
  }

  _consumeHeader () {
    if (this._locked) return false

    this._offset = this._buffer.shifted

    try {
      this._header = headers.decode(this._buffer.shift(512), this._filenameEncoding, this._allowUnknownFormat)
    } catch (err) {
      this._continueWrite(err)
      return false
    }

    if (!this._header) return true

    this._header.byteOffset = this._buffer.shifted

    switch (this._header.type) {
      case 'gnu-long-path':
      case 'gnu-long-link-path':
      case 'pax-global-header':
      case 'pax-header':
        this._longHeader = true
        this._missing = this._header.size
        if (this._missing > MAX_HEADER_SIZE) {
          this._continueWrite(new Error('Header exceeds max size'))
          return false
        }
        return true
    }

    this._locked = true
    this._applyLongHeaders()

    if (!(this._header.size >= 0)) {
      this._continueWrite(new Error('Invalid header'))
      return false
    }

    if (this._header.size === 0 || this._header.type === 'directory') {
      this.emit('entry', this._header, this._createStream(), this._unlockBound)
      return true
    }

    this._stream = this._createStream()
    this._missing = this._header.size

    this.emit('entry', this._header, this._stream, this._unlockBound)
    return true
  }

  _applyLongHeaders () {
    if (this._gnuLongPath) {
      this._header.name = this._gnuLongPath
      this._gnuLongPath = null
    }

    if (this._gnuLongLinkPath) {
      this._header.linkname = this._gnuLongLinkPath
      this._gnuLongLinkPath = null
    }

    if (this._pax) {
      if (this._pax.path) this._header.name = this._pax.path
      if (this._pax.linkpath) this._header.linkname = this._pax.linkpath
      if (this._pax.size) this._header.size = parseInt(this._pax.size, 10)
      this._header.pax = this._pax
      this._pax = null
    }
  }

  _decodeLongHeader (buf) {
    switch (this._header.type) {
      case 'gnu-long-path':
        this._gnuLongPath = headers.decodeLongPath(buf, this._filenameEncoding)
        break
      case 'gnu-long-link-path':
        this._gnuLongLinkPath = headers.decodeLongPath(buf, this._filenameEncoding)
        break
      case 'pax-global-header':
        this._paxGlobal = headers.decodePax(buf)
        break
      case 'pax-header':
        this._pax = this._paxGlobal === null
          ? headers.decodePax(buf)
          : Object.assign({}, this._paxGlobal, headers.decodePax(buf))
        break
    }
  }

  _consumeLongHeader () {
    this._longHeader = false
    this._missing = overflow(this._header.size)

    const buf = this._buffer.shift(this._header.size)

    try {
      this._decodeLongHeader(buf)
    } catch (err) {
      this._continueWrite(err)
      return false
    }

    return true
  }

  _consumeStream () {
    const buf = this._buffer.shiftFirst(this._missing)
    if (buf === null) return false

    this._missing -= buf.byteLength
    const drained = this._stream.push(buf)

    if (this._missing === 0) {
      this._stream.push(null)
      if (drained) this._stream._detach()
      return drained && this._locked === false
    }

    return drained
  }

  _createStream () {
    return new Source(this, this._header, this._offset)
  }

  _update () {
    while (this._buffer.buffered > 0 && !this.destroying) {
      if (this._missing > 0) {
        if (this._stream !== null) {
          if (this._consumeStream() === false) return
          continue
        }

        if (this._longHeader === true) {
          if (this._missing > this._buffer.buffered) break
          if (this._consumeLongHeader() === false) return false
          continue
        }

        const ignore = this._buffer.shiftFirst(this._missing)
        if (ignore !== null) this._missing -= ignore.byteLength
        continue
      }

      if (this._buffer.buffered < 512) break
      if (this._stream !== null || this._consumeHeader() === false) return
    }

    this._continueWrite(null)
  }

  _continueWrite (err) {
    const cb = this._callback
    this._callback = noop
    cb(err)
  }

  _write (data, cb) {
    this._callback = cb
    this._buffer.push(data)
    this._update()
  }

  _final (cb) {
    this._finished = this._missing === 0 && this._buffer.buffered === 0
    cb(this._finished ? null : new Error('Unexpected end of data'))
  }

  _predestroy () {
    this._continueWrite(null)
  }

  _destroy (cb) {
    if (this._stream) this._stream.destroy(getStreamError(this))
    cb(null)
  }

  [Symbol.asyncIterator] () {
    let error = null

    let promiseResolve = null
    let promiseReject = null

    let entryStream = null
    let entryCallback = null

    const extract = this

    this.on('entry', onentry)
    this.on('error', (err) => { error = err })
    this.on('close', onclose)

    return {
      [Symbol.asyncIterator] () {
        return this
      },
      next () {
        return new Promise(onnext)
      },
      return () {
        return destroy(null)
      },
      throw (err) {
        return destroy(err)
      }
    }

    function consumeCallback (err) {
      if (!entryCallback) return
      const cb = entryCallback
      entryCallback = null
      cb(err)
    }

    function onnext (resolve, reject) {
      if (error) {
        return reject(error)
      }

      if (entryStream) {
        resolve({ value: entryStream, done: false })
        entryStream = null
        return
      }

      promiseResolve = resolve
      promiseReject = reject

      consumeCallback(null)

      if (extract._finished && promiseResolve) {
        promiseResolve({ value: undefined, done: true })
        promiseResolve = promiseReject = null
      }
    }

    function onentry (header, stream, callback) {
      entryCallback = callback
      stream.on('error', noop) // no way around this due to tick sillyness

      if (promiseResolve) {
        promiseResolve({ value: stream, done: false })
        promiseResolve = promiseReject = null
      } else {
        entryStream = stream
      }
    }

    function onclose () {
      consumeCallback(error)
      if (!promiseResolve) return
      if (error) promiseReject(error)
      else promiseResolve({ value: undefined, done: true })
      promiseResolve = promiseReject = null
    }

    function destroy (err) {
      extract.destroy(err)
      consumeCallback(err)
      return new Promise((resolve, reject) => {
        if (extract.destroyed) return resolve({ value: undefined, done: true })
        extract.once('close', function () {
          if (err) reject(err)
          else resolve({ value: undefined, done: true })
        })
      })
    }
  }
}

module.exports = function extract (opts) {
  return new Extract(opts)
}

function noop () {}

function overflow (size) {
  size &= 511
  return size && 512 - size
}


/***/ }),

/***/ 8428:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

const b4a = __nccwpck_require__(3057)

const ZEROS = '0000000000000000000'
const SEVENS = '7777777777777777777'
const ZERO_OFFSET = '0'.charCodeAt(0)
const USTAR_MAGIC = b4a.from([0x75, 0x73, 0x74, 0x61, 0x72, 0x00]) // ustar\x00
const USTAR_VER = b4a.from([ZERO_OFFSET, ZERO_OFFSET])
const GNU_MAGIC = b4a.from([0x75, 0x73, 0x74, 0x61, 0x72, 0x20]) // ustar\x20
const GNU_VER = b4a.from([0x20, 0x00])
const MASK = 0o7777
const MAGIC_OFFSET = 257
const VERSION_OFFSET = 263

exports.decodeLongPath = function decodeLongPath (buf, encoding) {
  return decodeStr(buf, 0, buf.length, encoding)
}

exports.encodePax = function encodePax (opts) { // TODO: encode more stuff in pax
  let result = ''
  if (opts.name) result += addLength(' path=' + opts.name + '\n')
  if (opts.linkname) result += addLength(' linkpath=' + opts.linkname + '\n')
  const pax = opts.pax
  if (pax) {
    for (const key in pax) {
      result += addLength(' ' + key + '=' + pax[key] + '\n')
    }
  }
  return b4a.from(result)
}

exports.decodePax = function decodePax (buf) {
  const result = {}

  while (buf.length) {
    let i = 0
    while (i < buf.length && buf[i] !== 32) i++
    const len = parseInt(b4a.toString(buf.subarray(0, i)), 10)
    if (!len) return result

    const b = b4a.toString(buf.subarray(i + 1, len - 1))
    const keyIndex = b.indexOf('=')
    if (keyIndex === -1) return result
    result[b.slice(0, keyIndex)] = b.slice(keyIndex + 1)

    buf = buf.subarray(len)
  }

  return result
}

exports.encode = function encode (opts) {
  const buf = b4a.alloc(512)
  let name = opts.name
  let prefix = ''

  if (opts.typeflag === 5 && name[name.length - 1] !== '/') name += '/'
  if (b4a.byteLength(name) !== name.length) return null // utf-8

  while (b4a.byteLength(name) > 100) {
    const i = name.indexOf('/')
    if (i === -1) return null
    prefix += prefix ? '/' + name.slice(0, i) : name.slice(0, i)
    name = name.slice(i + 1)
  }

  if (b4a.byteLength(name) > 100 || b4a.byteLength(prefix) > 155) return null
  if (opts.linkname && b4a.byteLength(opts.linkname) > 100) return null

  b4a.write(buf, name)
  b4a.write(buf, encodeOct(opts.mode & MASK, 6), 100)
  b4a.write(buf, encodeOct(opts.uid, 6), 108)
  b4a.write(buf, encodeOct(opts.gid, 6), 116)
  encodeSize(opts.size, buf, 124)
  b4a.write(buf, encodeOct((opts.mtime.getTime() / 1000) | 0, 11), 136)

  buf[156] = ZERO_OFFSET + toTypeflag(opts.type)

  if (opts.linkname) b4a.write(buf, opts.linkname, 157)

  b4a.copy(USTAR_MAGIC, buf, MAGIC_OFFSET)
  b4a.copy(USTAR_VER, buf, VERSION_OFFSET)
  if (opts.uname) b4a.write(buf, opts.uname, 265)
  if (opts.gname) b4a.write(buf, opts.gname, 297)
  b4a.write(buf, encodeOct(opts.devmajor || 0, 6), 329)
  b4a.write(buf, encodeOct(opts.devminor || 0, 6), 337)

  if (prefix) b4a.write(buf, prefix, 345)

  b4a.write(buf, encodeOct(cksum(buf), 6), 148)

  return buf
}

exports.decode = function decode (buf, filenameEncoding, allowUnknownFormat) {
  let typeflag = buf[156] === 0 ? 0 : buf[156] - ZERO_OFFSET

  let name = decodeStr(buf, 0, 100, filenameEncoding)
  const mode = decodeOct(buf, 100, 8)
  const uid = decodeOct(buf, 108, 8)
  const gid = decodeOct(buf, 116, 8)
  const size = decodeOct(buf, 124, 12)
  const mtime = decodeOct(buf, 136, 12)
  const type = toType(typeflag)
  const linkname = buf[157] === 0 ? null : decodeStr(buf, 157, 100, filenameEncoding)
  const uname = decodeStr(buf, 265, 32)
  const gname = decodeStr(buf, 297, 32)
  const devmajor = decodeOct(buf, 329, 8)
  const devminor = decodeOct(buf, 337, 8)

  const c = cksum(buf)

  // checksum is still initial value if header was null.
  if (c === 8 * 32) return null

  // valid checksum
  if (c !== decodeOct(buf, 148, 8)) throw new Error('Invalid tar header. Maybe the tar is corrupted or it needs to be gunzipped?')

  if (isUSTAR(buf)) {
    // ustar (posix) format.
    // prepend prefix, if present.
    if (buf[345]) name = decodeStr(buf, 345, 155, filenameEncoding) + '/' + name
  } else if (isGNU(buf)) {
    // 'gnu'/'oldgnu' format. Similar to ustar, but has support for incremental and
    // multi-volume tarballs.
  } else {
    if (!allowUnknownFormat) {
      throw new Error('Invalid tar header: unknown format.')
    }
  }

  // to support old tar versions that use trailing / to indicate dirs
  if (typeflag === 0 && name && name[name.length - 1] === '/') typeflag = 5

  return {
    name,
    mode,
    uid,
    gid,
    size,
    byteOffset: 0,
    mtime: new Date(1000 * mtime),
    type,
    linkname,
    uname,
    gname,
    devmajor,
    devminor,
    pax: null
  }
}

function isUSTAR (buf) {
  return b4a.equals(USTAR_MAGIC, buf.subarray(MAGIC_OFFSET, MAGIC_OFFSET + 6))
}

function isGNU (buf) {
  return b4a.equals(GNU_MAGIC, buf.subarray(MAGIC_OFFSET, MAGIC_OFFSET + 6)) &&
    b4a.equals(GNU_VER, buf.subarray(VERSION_OFFSET, VERSION_OFFSET + 2))
}

function clamp (index, len, defaultValue) {
  if (typeof index !== 'number') return defaultValue
  index = ~~index // Coerce to integer.
  if (index >= len) return len
  if (index >= 0) return index
  index += len
  if (index >= 0) return index
  return 0
}

function toType (flag) {
  switch (flag) {
    case 0:
      return 'file'
    case 1:
      return 'link'
    case 2:
      return 'symlink'
    case 3:
      return 'character-device'
    case 4:
      return 'block-device'
    case 5:
      return 'directory'
    case 6:
      return 'fifo'
    case 7:
      return 'contiguous-file'
    case 72:
      return 'pax-header'
    case 55:
      return 'pax-global-header'
    case 27:
      return 'gnu-long-link-path'
    case 28:
    case 30:
      return 'gnu-long-path'
  }

  return null
}

function toTypeflag (flag) {
  switch (flag) {
    case 'file':
      return 0
    case 'link':
      return 1
    case 'symlink':
      return 2
    case 'character-device':
      return 3
    case 'block-device':
      return 4
    case 'directory':
      return 5
    case 'fifo':
      return 6
    case 'contiguous-file':
      return 7
    case 'pax-header':
      return 72
  }

  return 0
}

function indexOf (block, num, offset, end) {
  for (; offset < end; offset++) {
    if (block[offset] === num) return offset
  }
  return end
}

function cksum (block) {
  let sum = 8 * 32
  for (let i = 0; i < 148; i++) sum += block[i]
  for (let j = 156; j < 512; j++) sum += block[j]
  return sum
}

function encodeOct (val, n) {
  val = val.toString(8)
  if (val.length > n) return SEVENS.slice(0, n) + ' '
  return ZEROS.slice(0, n - val.length) + val + ' '
}

function encodeSizeBin (num, buf, off) {
  buf[off] = 0x80
  for (let i = 11; i > 0; i--) {
    buf[off + i] = num & 0xff
    num = Math.floor(num / 0x100)
  }
}

function encodeSize (num, buf, off) {
  if (num.toString(8).length > 11) {
    encodeSizeBin(num, buf, off)
  } else {
    b4a.write(buf, encodeOct(num, 11), off)
  }
}

/* Copied from the node-tar repo and modified to meet
 * tar-stream coding standard.
 *
 * Source: https://github.com/npm/node-tar/blob/51b6627a1f357d2eb433e7378e5f05e83b7aa6cd/lib/header.js#L349
 */
function parse256 (buf) {
  // first byte MUST be either 80 or FF
  // 80 for positive, FF for 2's comp
  let positive
  if (buf[0] === 0x80) positive = true
  else if (buf[0] === 0xFF) positive = false
  else return null

  // build up a base-256 tuple from the least sig to the highest
  const tuple = []
  let i
  for (i = buf.length - 1; i > 0; i--) {
    const byte = buf[i]
    if (positive) tuple.push(byte)
    else tuple.push(0xFF - byte)
  }

  let sum = 0
  const l = tuple.length
  for (i = 0; i < l; i++) {
    sum += tuple[i] * Math.pow(256, i)
  }

  return positive ? sum : -1 * sum
}

function decodeOct (val, offset, length) {
  val = val.subarray(offset, offset + length)
  offset = 0

  // If prefixed with 0x80 then parse as a base-256 integer
  if (val[offset] & 0x80) {
    return parse256(val)
  } else {
    // Older versions of tar can prefix with spaces
    while (offset < val.length && val[offset] === 32) offset++
    const end = clamp(indexOf(val, 32, offset, val.length), val.length, val.length)
    while (offset < end && val[offset] === 0) offset++
    if (end === offset) return 0
    return parseInt(b4a.toString(val.subarray(offset, end)), 8)
  }
}

function decodeStr (val, offset, length, encoding) {
  return b4a.toString(val.subarray(offset, indexOf(val, 0, offset, offset + length)), encoding)
}

function addLength (str) {
  const len = b4a.byteLength(str)
  let digits = Math.floor(Math.log(len) / Math.log(10)) + 1
  if (len + digits >= Math.pow(10, digits)) digits++

  return (len + digits) + str
}


/***/ }),

/***/ 6118:
/***/ ((__unused_webpack_module, exports, __nccwpck_require__) => {

exports.extract = __nccwpck_require__(5763)
/* unused reexport */ __nccwpck_require__(861)


/***/ }),

/***/ 861:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const { Readable, Writable, getStreamError } = __nccwpck_require__(6204)
const b4a = __nccwpck_require__(3057)

const constants = __nccwpck_require__(775)
const headers = __nccwpck_require__(8428)

const DMODE = 0o755
const FMODE = 0o644

const END_OF_TAR = b4a.alloc(1024)

class Sink extends Writable {
  constructor (pack, header, callback) {
    super({ mapWritable, eagerOpen: true })

    this.written = 0
    this.header = header

    this._callback = callback
    this._linkname = null
    this._isLinkname = header.type === 'symlink' && !header.linkname
    this._isVoid = header.type !== 'file' && header.type !== 'contiguous-file'
    this._finished = false
    this._pack = pack
    this._openCallback = null

    if (this._pack._stream === null) this._pack._stream = this
    else this._pack._pending.push(this)
  }

  _open (cb) {
    this._openCallback = cb
    if (this._pack._stream === this) this._continueOpen()
  }

  _continuePack (err) {
    if (this._callback === null) return

    const callback = this._callback
    this._callback = null

    callback(err)
  }

  _continueOpen () {
    if (this._pack._stream === null) this._pack._stream = this

    const cb = this._openCallback
    this._openCallback = null
    if (cb === null) return

    if (this._pack.destroying) return cb(new Error('pack stream destroyed'))
    if (this._pack._finalized) return cb(new Error('pack stream is already finalized'))

    this._pack._stream = this

    if (!this._isLinkname) {
      this._pack._encode(this.header)
    }

    if (this._isVoid) {
      this._finish()
      this._continuePack(null)
    }

    cb(null)
  }

  _write (data, cb) {
    if (this._isLinkname) {
      this._linkname = this._linkname ? b4a.concat([this._linkname, data]) : data
      return cb(null)
    }

    if (this._isVoid) {
      if (data.byteLength > 0) {
        return cb(new Error('No body allowed for this entry'))
      }
      return cb()
    }

    this.written += data.byteLength
    if (this._pack.push(data)) return cb()
    this._pack._drain = cb
  }

  _finish () {
    if (this._finished) return
    this._finished = true

    if (this._isLinkname) {
      this.header.linkname = this._linkname ? b4a.toString(this._linkname, 'utf-8') : ''
      this._pack._encode(this.header)
    }

    overflow(this._pack, this.header.size)

    this._pack._done(this)
  }

  _final (cb) {
    if (this.written !== this.header.size) { // corrupting tar
      return cb(new Error('Size mismatch'))
    }

    this._finish()
    cb(null)
  }

  _getError () {
    return getStreamError(this) || new Error('tar entry destroyed')
  }

  _predestroy () {
    this._pack.destroy(this._getError())
  }

  _destroy (cb) {
    this._pack._done(this)

    this._continuePack(this._finished ? null : this._getError())

    cb()
  }
}

class Pack extends Readable {
  constructor (opts) {
    super(opts)
    this._drain = noop
    this._finalized = false
    this._finalizing = false
    this._pending = []
    this._stream = null
  }

  entry (header, buffer, callback) {
    if (this._finalized || this.destroying) throw new Error('already finalized or destroyed')

    if (typeof buffer === 'function') {
      callback = buffer
      buffer = null
    }

    if (!callback) callback = noop

    if (!header.size || header.type === 'symlink') header.size = 0
    if (!header.type) header.type = modeToType(header.mode)
    if (!header.mode) header.mode = header.type === 'directory' ? DMODE : FMODE
    if (!header.uid) header.uid = 0
    if (!header.gid) header.gid = 0
    if (!header.mtime) header.mtime = new Date()

    if (typeof buffer === 'string') buffer = b4a.from(buffer)

    const sink = new Sink(this, header, callback)

    if (b4a.isBuffer(buffer)) {
      header.size = buffer.byteLength
      sink.write(buffer)
      sink.end()
      return sink
    }

    if (sink._isVoid) {
      return sink
    }

    return sink
  }

  finalize () {
    if (this._stream || this._pending.length > 0) {
      this._finalizing = true
      return
    }

    if (this._finalized) return
    this._finalized = true

    this.push(END_OF_TAR)
    this.push(null)
  }

  _done (stream) {
    if (stream !== this._stream) return

    this._stream = null

    if (this._finalizing) this.finalize()
    if (this._pending.length) this._pending.shift()._continueOpen()
  }

  _encode (header) {
    if (!header.pax) {
      const buf = headers.encode(header)
      if (buf) {
        this.push(buf)
        return
      }
    }
    this._encodePax(header)
  }

  _encodePax (header) {
    const paxHeader = headers.encodePax({
      name: header.name,
      linkname: header.linkname,
      pax: header.pax
    })

    const newHeader = {
      name: 'PaxHeader',
      mode: header.mode,
      uid: header.uid,
      gid: header.gid,
      size: paxHeader.byteLength,
      mtime: header.mtime,
      type: 'pax-header',
      linkname: header.linkname && 'PaxHeader',
      uname: header.uname,
      gname: header.gname,
      devmajor: header.devmajor,
      devminor: header.devminor
    }

    this.push(headers.encode(newHeader))
    this.push(paxHeader)
    overflow(this, paxHeader.byteLength)

    newHeader.size = header.size
    newHeader.type = header.type
    this.push(headers.encode(newHeader))
  }

  _doDrain () {
    const drain = this._drain
    this._drain = noop
    drain()
  }

  _predestroy () {
    const err = getStreamError(this)

    if (this._stream) this._stream.destroy(err)

    while (this._pending.length) {
      const stream = this._pending.shift()
      stream.destroy(err)
      stream._continueOpen()
    }

    this._doDrain()
  }

  _read (cb) {
    this._doDrain()
    cb()
  }
}

module.exports = function pack (opts) {
  return new Pack(opts)
}

function modeToType (mode) {
  switch (mode & constants.S_IFMT) {
    case constants.S_IFBLK: return 'block-device'
    case constants.S_IFCHR: return 'character-device'
    case constants.S_IFDIR: return 'directory'
    case constants.S_IFIFO: return 'fifo'
    case constants.S_IFLNK: return 'symlink'
  }

  return 'file'
}

function noop () {}

function overflow (self, size) {
  size &= 511
  if (size) self.push(END_OF_TAR.subarray(0, 512 - size))
}

function mapWritable (buf) {
  return b4a.isBuffer(buf) ? buf : b4a.from(buf)
}


/***/ }),

/***/ 7934:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const PassThroughDecoder = __nccwpck_require__(7256)
const UTF8Decoder = __nccwpck_require__(6414)

module.exports = class TextDecoder {
  constructor(encoding = 'utf8') {
    this.encoding = normalizeEncoding(encoding)

    switch (this.encoding) {
      case 'utf8':
        this.decoder = new UTF8Decoder()
        break
      case 'utf16le':
      case 'base64':
        throw new Error('Unsupported encoding: ' + this.encoding)
      default:
        this.decoder = new PassThroughDecoder(this.encoding)
    }
  }

  get remaining() {
    return this.decoder.remaining
  }

  push(data) {
    if (typeof data === 'string') return data
    return this.decoder.decode(data)
  }

  // For Node.js compatibility
  write(data) {
    return this.push(data)
  }

  end(data) {
    let result = ''
    if (data) result = this.push(data)
    result += this.decoder.flush()
    return result
  }
}

function normalizeEncoding(encoding) {
  encoding = encoding.toLowerCase()

  switch (encoding) {
    case 'utf8':
    case 'utf-8':
      return 'utf8'
    case 'ucs2':
    case 'ucs-2':
    case 'utf16le':
    case 'utf-16le':
      return 'utf16le'
    case 'latin1':
    case 'binary':
      return 'latin1'
    case 'base64':
    case 'ascii':
    case 'hex':
      return encoding
    default:
      throw new Error('Unknown encoding: ' + encoding)
  }
}


/***/ }),

/***/ 7256:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const b4a = __nccwpck_require__(3057)

module.exports = class PassThroughDecoder {
  constructor(encoding) {
    this.encoding = encoding
  }

  get remaining() {
    return 0
  }

  decode(data) {
    return b4a.toString(data, this.encoding)
  }

  flush() {
    return ''
  }
}


/***/ }),

/***/ 6414:
/***/ ((module, __unused_webpack_exports, __nccwpck_require__) => {

const b4a = __nccwpck_require__(3057)

/**
 * https://encoding.spec.whatwg.org/#utf-8-decoder
 */
module.exports = class UTF8Decoder {
  constructor() {
    this._reset()
  }

  get remaining() {
    return this.bytesSeen
  }

  decode(data) {
    if (data.byteLength === 0) return ''

    if (this.bytesNeeded === 0 && trailingIncomplete(data, 0) === 0) {
      this.bytesSeen = trailingBytesSeen(data)
      return b4a.toString(data, 'utf8')
    }

    let result = ''
    let start = 0

    if (this.bytesNeeded > 0) {
      while (start < data.byteLength) {
        const byte = data[start]

        if (byte < this.lowerBoundary || byte > this.upperBoundary) {
          result += '\ufffd'
          this._reset()
          break
        }

        this.lowerBoundary = 0x80
        this.upperBoundary = 0xbf
        this.codePoint = (this.codePoint << 6) | (byte & 0x3f)
        this.bytesSeen++
        start++

        if (this.bytesSeen === this.bytesNeeded) {
          result += String.fromCodePoint(this.codePoint)
          this._reset()
          break
        }
      }

      if (this.bytesNeeded > 0) return result
    }

    const trailing = trailingIncomplete(data, start)
    const end = data.byteLength - trailing

    if (end > start) result += b4a.toString(data, 'utf8', start, end)

    for (let i = end; i < data.byteLength; i++) {
      const byte = data[i]

      if (this.bytesNeeded === 0) {
        if (byte <= 0x7f) {
          this.bytesSeen = 0
          result += String.fromCharCode(byte)
        } else if (byte >= 0xc2 && byte <= 0xdf) {
          this.bytesNeeded = 2
          this.bytesSeen = 1
          this.codePoint = byte & 0x1f
        } else if (byte >= 0xe0 && byte <= 0xef) {
          if (byte === 0xe0) this.lowerBoundary = 0xa0
          else if (byte === 0xed) this.upperBoundary = 0x9f
          this.bytesNeeded = 3
          this.bytesSeen = 1
          this.codePoint = byte & 0xf
        } else if (byte >= 0xf0 && byte <= 0xf4) {
          if (byte === 0xf0) this.lowerBoundary = 0x90
          else if (byte === 0xf4) this.upperBoundary = 0x8f
          this.bytesNeeded = 4
          this.bytesSeen = 1
          this.codePoint = byte & 0x7
        } else {
          this.bytesSeen = 1
          result += '\ufffd'
        }

        continue
      }

      if (byte < this.lowerBoundary || byte > this.upperBoundary) {
        result += '\ufffd'
        i--
        this._reset()

        continue
      }

      this.lowerBoundary = 0x80
      this.upperBoundary = 0xbf

      this.codePoint = (this.codePoint << 6) | (byte & 0x3f)
      this.bytesSeen++

      if (this.bytesSeen === this.bytesNeeded) {
        result += String.fromCodePoint(this.codePoint)
        this._reset()
      }
    }

    return result
  }

  flush() {
    const result = this.bytesNeeded > 0 ? '\ufffd' : ''
    this._reset()
    return result
  }

  _reset() {
    this.codePoint = 0
    this.bytesNeeded = 0
    this.bytesSeen = 0
    this.lowerBoundary = 0x80
    this.upperBoundary = 0xbf
  }
}

function trailingIncomplete(data, start) {
  const len = data.byteLength
  if (len <= start) return 0

  const limit = Math.max(start, len - 4)

  let i = len - 1
  while (i > limit && (data[i] & 0xc0) === 0x80) i--

  if (i < start) return 0

  const byte = data[i]

  let needed
  if (byte <= 0x7f) return 0
  if (byte >= 0xc2 && byte <= 0xdf) needed = 2
  else if (byte >= 0xe0 && byte <= 0xef) needed = 3
  else if (byte >= 0xf0 && byte <= 0xf4) needed = 4
  else return 0

  const available = len - i
  return available < needed ? available : 0
}

function trailingBytesSeen(data) {
  const len = data.byteLength
  if (len === 0) return 0

  const last = data[len - 1]

  if (last <= 0x7f) return 0
  if ((last & 0xc0) !== 0x80) return 1

  const limit = Math.max(0, len - 4)

  let i = len - 2
  while (i >= limit && (data[i] & 0xc0) === 0x80) i--

  if (i < 0) return 1

  const first = data[i]

  let needed
  if (first >= 0xc2 && first <= 0xdf) needed = 2
  else if (first >= 0xe0 && first <= 0xef) needed = 3
  else if (first >= 0xf0 && first <= 0xf4) needed = 4
  else return 1

  if (len - i !== needed) return 1

  if (needed >= 3) {
    const second = data[i + 1]
    if (first === 0xe0 && second < 0xa0) return 1
    if (first === 0xed && second > 0x9f) return 1
    if (first === 0xf0 && second < 0x90) return 1
    if (first === 0xf4 && second > 0x8f) return 1
  }

  return 0
}


/***/ }),

/***/ 2613:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("assert");

/***/ }),

/***/ 181:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("buffer");

/***/ }),

/***/ 5317:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("child_process");

/***/ }),

/***/ 6982:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("crypto");

/***/ }),

/***/ 2250:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("dns");

/***/ }),

/***/ 4434:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("events");

/***/ }),

/***/ 9896:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs");

/***/ }),

/***/ 1943:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("fs/promises");

/***/ }),

/***/ 8611:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http");

/***/ }),

/***/ 5675:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("http2");

/***/ }),

/***/ 5692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("https");

/***/ }),

/***/ 9278:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("net");

/***/ }),

/***/ 4589:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:assert");

/***/ }),

/***/ 6698:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:async_hooks");

/***/ }),

/***/ 4573:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:buffer");

/***/ }),

/***/ 1421:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:child_process");

/***/ }),

/***/ 7540:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:console");

/***/ }),

/***/ 7598:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:crypto");

/***/ }),

/***/ 3053:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:diagnostics_channel");

/***/ }),

/***/ 610:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:dns");

/***/ }),

/***/ 8474:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:events");

/***/ }),

/***/ 3024:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs");

/***/ }),

/***/ 1455:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:fs/promises");

/***/ }),

/***/ 7067:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http");

/***/ }),

/***/ 2467:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:http2");

/***/ }),

/***/ 7030:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:net");

/***/ }),

/***/ 6760:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:path");

/***/ }),

/***/ 643:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:perf_hooks");

/***/ }),

/***/ 1792:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:querystring");

/***/ }),

/***/ 7075:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream");

/***/ }),

/***/ 6193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:string_decoder");

/***/ }),

/***/ 1692:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:tls");

/***/ }),

/***/ 3136:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:url");

/***/ }),

/***/ 7975:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util");

/***/ }),

/***/ 3429:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:util/types");

/***/ }),

/***/ 5919:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:worker_threads");

/***/ }),

/***/ 8522:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:zlib");

/***/ }),

/***/ 857:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("os");

/***/ }),

/***/ 6928:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("path");

/***/ }),

/***/ 2203:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("stream");

/***/ }),

/***/ 3193:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("string_decoder");

/***/ }),

/***/ 3557:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers");

/***/ }),

/***/ 6460:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("timers/promises");

/***/ }),

/***/ 4756:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tls");

/***/ }),

/***/ 2018:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("tty");

/***/ }),

/***/ 7016:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("url");

/***/ }),

/***/ 9023:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("util");

/***/ }),

/***/ 3106:
/***/ ((module) => {

module.exports = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("zlib");

/***/ }),

/***/ 4616:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {

/* harmony export */ __nccwpck_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ contract)
/* harmony export */ });
/* harmony import */ var _slipway_contract__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(5129);

const runner = { pattern: /^[a-z]+\/[a-z0-9]+(?:\/v[0-9]+)?=\S.*$/, describe: '`platform=label`, such as `linux/arm64=ubuntu-24.04-arm`' };
const workflow = {
    pattern: /^[^/\s@]+\/[^/\s@]+\/\.github\/workflows\/[^/\s@]+\.ya?ml$/,
    describe: 'the path of a workflow: `OWNER/repository/.github/workflows/builder.yml`',
};
const contract = (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .defineAction */ .QP)({
    name: 'builder-image',
    title: 'Slipway: builder image',
    description: 'A builder image as a function of versions.env and its context: found by its key in seconds, or built once for each platform.',
    branding: { icon: 'package', color: 'blue' },
    inputs: {
        mode: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.enumeration */ .EZ.enumeration('plan', 'build', 'publish', 'ensure', 'verify-reproducible'), {
            description: '`plan` looks and changes nothing; `build` builds one platform; `publish` makes the index over all; `ensure` does all three on one machine; ' +
                '`verify-reproducible` builds this machine’s platform again and compares it with what is published.',
            default: 'ensure',
        }),
        image: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), { description: 'The repository, without a tag: `ghcr.io/owner/name-builder`.' }),
        'versions-file': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.path */ .EZ.path(), { description: 'The version file.', default: 'versions.env' }),
        context: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.path */ .EZ.path(), { description: 'The folder that the image is built from.', default: 'images/builder' }),
        containerfile: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.path */ .EZ.path(), { description: 'The Containerfile. Default: `Containerfile`, or else `Dockerfile`, in the context.' }),
        platforms: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.commas */ .EZ.commas(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.platform */ .EZ.platform()), { description: 'The platforms of the image, no more and no less.', default: 'linux/amd64,linux/arm64' }),
        platform: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.platform */ .EZ.platform(), { description: 'The platform to build. Only for the mode `build`, which needs it.' }),
        tags: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.lines */ .EZ.lines(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string()), {
            description: 'Tags for people, one a line, filled from the version file: `v{LIBKRUN_VERSION}`. The key itself is always a tag; `latest` is moved on the default branch only.',
        }),
        'move-tags': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.boolean */ .EZ.boolean(), { description: 'Let a tag that names the image of another key move to this one.', default: 'false' }),
        runners: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.lines */ .EZ.lines(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(runner)), { description: 'The runner of each platform, as `platform=label` lines, for the output `missing`.' }),
        signer: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(workflow), {
            description: 'The workflow whose signed statements count. On the default branch and on tags an image without one is built anew. ' +
                'Left away, everybody who may push to the repository is trusted.',
        }),
        'hand-over': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.enumeration */ .EZ.enumeration('registry', 'artifact'), {
            description: 'Where the mode `build` leaves the image: in the registry, or as an artifact of this run, for jobs that may not push.',
            default: 'registry',
        }),
        'wait-for': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.duration */ .EZ.duration(), { description: 'How long the mode `plan` waits for an image that another run is building: `30m`.' }),
        licenses: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .optional */ .lq)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), { description: 'The SPDX expression that the image says of itself (org.opencontainers.image.licenses).' }),
        engine: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.enumeration */ .EZ.enumeration('auto', 'docker', 'podman', 'buildah'), {
            description: 'What builds. `auto` takes the first of the three that works.',
            default: 'auto',
        }),
        cache: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.boolean */ .EZ.boolean(), {
            description: 'With docker and buildx: keep layers in the cache of GitHub Actions. Off on tags, so that a release is built from nothing.',
            default: "${{ github.ref_type != 'tag' }}",
        }),
        username: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.string */ .EZ.string(), { description: 'Who signs in to the registry.', default: '${{ github.actor }}' }),
        token: (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.secret */ .EZ.secret(), {
            description: 'What signs in to the registry. The token of the job goes to GitHub’s registry only.',
            default: '${{ github.token }}',
        }),
        'dry-run': (0,_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .input */ .hF)(_slipway_contract__WEBPACK_IMPORTED_MODULE_0__/* .kinds.boolean */ .EZ.boolean(), { description: 'Print the plan; build and change nothing.', default: 'false' }),
    },
    outputs: {
        repository: { description: 'The repository that holds the image: `<image>-pr` for what a pull request built.' },
        digest: { description: 'The index of all platforms; empty while it is not there.' },
        container: { description: '`repository@digest`, or `artifact:<name>` with `hand-over: artifact`; what native-build takes as its container.' },
        key: { description: 'The key: a hash of everything that decides what the build makes.' },
        found: { description: '`true` when the registry had the index of this key before this step, and it may be trusted here.' },
        tagged: { description: '`true` when every tag of `tags` names that index.' },
        missing: { description: 'The platforms that are neither in an index nor built yet, as JSON: `[{"platform":"linux/arm64","runner":"ubuntu-24.04-arm"}]`.' },
        digests: { description: 'The image of each platform that is there, as JSON: `{"linux/amd64":"sha256:…"}`.' },
        explanation: {
            description: 'What changed since the image that the first of `tags` names, as JSON: `[{"what":"argument","name":"X","how":"value","from":"1","to":"2"}]`.',
        },
        reproducible: { description: '`true` or `false` after `verify-reproducible`; empty otherwise.' },
    },
    permissions: {
        contents: { access: 'read', why: 'to check the repository out' },
        packages: { access: 'write', why: 'to push the image; the mode `plan` and `hand-over: artifact` only need `read`' },
        'id-token': { access: 'write', why: 'to sign what was built, where `signer` is given; not for the mode `plan`' },
    },
    requires: {
        'docker, podman or buildah': 'to build; not when the image is found',
        skopeo: 'to push what was built by its digest',
    },
});


/***/ }),

/***/ 1255:
/***/ ((__webpack_module__, __unused_webpack___webpack_exports__, __nccwpck_require__) => {

__nccwpck_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
/* harmony import */ var _slipway_host__WEBPACK_IMPORTED_MODULE_0__ = __nccwpck_require__(3816);
/* harmony import */ var _contract_js__WEBPACK_IMPORTED_MODULE_1__ = __nccwpck_require__(4616);
/* harmony import */ var _run_js__WEBPACK_IMPORTED_MODULE_2__ = __nccwpck_require__(4325);



await (0,_slipway_host__WEBPACK_IMPORTED_MODULE_0__/* .start */ .ni)(_contract_js__WEBPACK_IMPORTED_MODULE_1__/* .contract */ .d, _run_js__WEBPACK_IMPORTED_MODULE_2__/* .run */ .e);

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 4325:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  e: () => (/* binding */ run_run)
});

// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __nccwpck_require__(4956);
;// CONCATENATED MODULE: ./packages/oci/build/descriptor.js

function isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** Reads a descriptor from parsed JSON. `where` is its place in the document, such as `manifests[1]`. */
function parseDescriptor(value, where) {
    if (!isRecord(value))
        return descriptor_bad(where, 'is no object');
    const { mediaType, digest, size, artifactType } = value;
    if (typeof mediaType !== 'string' || mediaType === '')
        return descriptor_bad(where, 'has no mediaType');
    if (typeof digest !== 'string' || !(0,build/* isDigest */.Bc)(digest))
        return descriptor_bad(where, `has no usable digest (${JSON.stringify(digest)})`);
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
        return descriptor_bad(where, `has no usable size (${JSON.stringify(size)})`);
    const annotations = parseAnnotations(value['annotations']);
    if (annotations === 'wrong')
        return descriptor_bad(where, 'has annotations that are not text');
    const platform = parsePlatformObject(value['platform']);
    return (0,build.ok)({
        mediaType,
        digest,
        size,
        ...(platform === undefined ? {} : { platform }),
        ...(typeof artifactType === 'string' ? { artifactType } : {}),
        ...(annotations === undefined ? {} : { annotations }),
    });
}
function parseAnnotations(value) {
    if (value === undefined || value === null)
        return undefined;
    if (!isRecord(value) || !Object.values(value).every((text) => typeof text === 'string'))
        return 'wrong';
    return value;
}
/** In one order, so that the same annotations are always the same bytes. */
function sortAnnotations(annotations) {
    return Object.fromEntries(Object.entries(annotations).sort(([one], [other]) => (one < other ? -1 : 1)));
}
/**
 * `{os, architecture, variant}` as our own word. What is no platform of ours (BuildKit's attestations say `unknown/unknown`) is
 * undefined. The variant `v8` of arm64 is left out: it is the only one there is, and tools differ in whether they write it.
 */
function parsePlatformObject(value) {
    if (!isRecord(value))
        return undefined;
    const { os, architecture, variant } = value;
    const written = typeof variant === 'string' && variant !== '' && !(architecture === 'arm64' && variant === 'v8') ? `/${variant}` : '';
    const platform = (0,build/* parsePlatform */.FL)(`${String(os)}/${String(architecture)}${written}`);
    return platform.ok ? platform.value : undefined;
}
/** The platform as a manifest writes it. */
function renderPlatformObject(platform) {
    const [os = '', architecture = '', variant] = platform.split('/');
    return variant === undefined ? { architecture, os } : { architecture, os, variant };
}
function descriptor_bad(where, what) {
    const cure = 'The document is damaged or no OCI document: push the image again';
    return (0,build/* err */._q)({ code: 'E_OCI_DESCRIPTOR', message: `${where} ${what}`, cure });
}

;// CONCATENATED MODULE: ./packages/oci/build/media-types.js
/** Media types of the OCI image specification 1.1 (media-types.md) and of Docker's schema 2, which registries still serve. */
const mediaTypes = {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    empty: 'application/vnd.oci.empty.v1+json',
    dockerIndex: 'application/vnd.docker.distribution.manifest.list.v2+json',
    dockerManifest: 'application/vnd.docker.distribution.manifest.v2+json',
    dockerConfig: 'application/vnd.docker.container.image.v1+json',
};
const indexTypes = [mediaTypes.index, mediaTypes.dockerIndex];
const imageTypes = [mediaTypes.manifest, mediaTypes.dockerManifest];
const configTypes = [mediaTypes.config, mediaTypes.dockerConfig];
/** Every manifest type that this room reads, in the order of preference: the value of an `Accept` header. */
const manifestTypes = [...indexTypes, ...imageTypes];
function isIndexType(mediaType) {
    return indexTypes.includes(mediaType);
}
function isImageType(mediaType) {
    return imageTypes.includes(mediaType);
}
/** Whether a config of this type is an image's own, from which os and architecture can be read. An artifact's is not. */
function isConfigType(mediaType) {
    return configTypes.includes(mediaType);
}

;// CONCATENATED MODULE: ./packages/oci/build/manifest.js



const maximum = 4 * 1024 * 1024;
/**
 * Reads a manifest from its bytes. `mediaType` is what the registry said of it; the document may say it again but not differently
 * (manifest.md, "mediaType": the two must agree). Docker's schema 1 is refused, because its digest does not cover its bytes.
 */
function parseManifest(bytes, mediaType) {
    if (bytes.length > maximum)
        return manifest_bad(`holds ${bytes.length} bytes, more than the 4 MiB that registries accept`);
    if (mediaType !== undefined && !isKnownType(mediaType))
        return manifest_bad(describeType(mediaType));
    const document = parseJson(bytes);
    if (!isRecord(document))
        return manifest_bad('is no JSON object');
    const written = document['mediaType'];
    if (typeof written === 'string' && mediaType !== undefined && written !== mediaType) {
        return manifest_bad(`says of itself that it is ${written}, but was served as ${mediaType}`);
    }
    if (document['schemaVersion'] !== 2)
        return manifest_bad(`has schemaVersion ${JSON.stringify(document['schemaVersion'])}, not 2`);
    const type = mediaType ?? (typeof written === 'string' ? written : guessType(document));
    const exact = { mediaType: type, digest: (0,build/* digestOf */.ol)(bytes), bytes };
    if (isIndexType(type))
        return parseIndex(document, exact);
    if (isImageType(type))
        return parseImage(document, exact);
    return manifest_bad(describeType(type));
}
function isKnownType(mediaType) {
    return isIndexType(mediaType) || isImageType(mediaType);
}
function describeType(mediaType) {
    return `has the media type ${mediaType}, which is neither an image nor an index`;
}
function parseJson(bytes) {
    try {
        return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        return undefined;
    }
}
function guessType(document) {
    return Array.isArray(document['manifests']) ? mediaTypes.index : mediaTypes.manifest;
}
function parseCommon(document) {
    const annotations = parseAnnotations(document['annotations']);
    if (annotations === 'wrong')
        return manifest_bad('has annotations that are not text');
    const { artifactType, subject } = document;
    const parsed = subject === undefined || subject === null ? undefined : parseDescriptor(subject, 'subject');
    if (parsed?.ok === false)
        return parsed;
    return (0,build.ok)({
        annotations: annotations ?? {},
        ...(typeof artifactType === 'string' ? { artifactType } : {}),
        ...(parsed === undefined ? {} : { subject: parsed.value }),
    });
}
function parseIndex(document, exact) {
    // An index that also has layers could be read as an image by another tool (CVE-2021-41190).
    if (document['layers'] !== undefined || document['config'] !== undefined)
        return manifest_bad('is an index, but also has layers or a config');
    const common = parseCommon(document);
    if (!common.ok)
        return common;
    const manifests = parseList(document['manifests'], 'manifests');
    return manifests.ok ? (0,build.ok)({ kind: 'index', ...exact, manifests: manifests.value, ...common.value }) : manifests;
}
function parseImage(document, exact) {
    if (document['manifests'] !== undefined)
        return manifest_bad('is an image, but also has manifests');
    const common = parseCommon(document);
    if (!common.ok)
        return common;
    const config = parseDescriptor(document['config'], 'config');
    if (!config.ok)
        return config;
    const layers = parseList(document['layers'], 'layers');
    return layers.ok ? (0,build.ok)({ kind: 'image', ...exact, config: config.value, layers: layers.value, ...common.value }) : layers;
}
function parseList(value, where) {
    if (!Array.isArray(value))
        return manifest_bad(`has no list of ${where}`);
    const parsed = value.map((item, position) => parseDescriptor(item, `${where}[${position}]`));
    const wrong = parsed.find((result) => !result.ok);
    if (wrong?.ok === false)
        return wrong;
    return (0,build.ok)(parsed.flatMap((result) => (result.ok ? [result.value] : [])));
}
function manifest_bad(what) {
    return (0,build/* err */._q)({
        code: 'E_OCI_MANIFEST',
        message: `the manifest ${what}`,
        cure: 'Push the image again with a tool that writes OCI manifests',
    });
}
/** The descriptor that names a manifest from outside. */
function describeManifest(manifest) {
    return { mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.bytes.length };
}

;// CONCATENATED MODULE: ./packages/oci/build/annotate.js



/**
 * The manifest with more annotations, which win over those of the same name. Everything else stays as it is and where it is in the
 * document, also what this room does not know; the same arguments give the same bytes. The digest is a new one.
 */
function annotateManifest(manifest, annotations) {
    if (Object.keys(annotations).length === 0)
        return manifest;
    const document = JSON.parse(new TextDecoder().decode(manifest.bytes));
    if (!isRecord(document))
        throw new build/* Defect */.kl('a manifest that was parsed before is no object');
    // Assigning to a key that is there keeps its place; a new one comes last.
    const changed = { ...document, annotations: sortAnnotations({ ...manifest.annotations, ...annotations }) };
    const annotated = (0,build/* unwrap */.oA)(parseManifest(new TextEncoder().encode(JSON.stringify(changed)), manifest.mediaType));
    if (annotated.kind !== 'image')
        throw new build/* Defect */.kl('an image became an index by its annotations');
    return annotated;
}

;// CONCATENATED MODULE: ./packages/oci/build/artifact.js



const emptyBytes = new TextEncoder().encode('{}');
/** The empty descriptor of manifest.md ("Guidance for an Empty Descriptor"): two bytes, carried along as `data`. */
const emptyDescriptor = { mediaType: mediaTypes.empty, digest: (0,build/* digestOf */.ol)(emptyBytes), size: emptyBytes.length };
/**
 * An artifact as image manifest with an empty config (manifest.md, "Guidelines for Artifact Usage"). The bytes depend on nothing
 * but the arguments, so that a repeated push is the same artifact.
 */
function buildArtifact({ artifactType, subject, layers, annotations }) {
    const found = layers.map(describeLayer);
    const described = found.map(({ descriptor }) => descriptor);
    const sorted = sortAnnotations(annotations ?? {});
    const document = {
        schemaVersion: 2,
        mediaType: mediaTypes.manifest,
        artifactType,
        config: { ...emptyDescriptor, data: btoa('{}') },
        layers: described,
        ...(subject === undefined ? {} : { subject: { mediaType: subject.mediaType, digest: subject.digest, size: subject.size } }),
        ...(Object.keys(sorted).length === 0 ? {} : { annotations: sorted }),
    };
    const bytes = new TextEncoder().encode(JSON.stringify(document));
    const manifest = {
        kind: 'image',
        mediaType: mediaTypes.manifest,
        digest: (0,build/* digestOf */.ol)(bytes),
        bytes,
        config: emptyDescriptor,
        layers: described,
        artifactType,
        ...(subject === undefined ? {} : { subject }),
        annotations: sorted,
    };
    const blobs = [{ descriptor: emptyDescriptor, bytes: emptyBytes }, ...found.flatMap((layer) => (layer.bytes === undefined ? [] : [layer]))];
    return { manifest, blobs: blobs.filter(({ descriptor }, position) => blobs.findIndex((blob) => blob.descriptor.digest === descriptor.digest) === position) };
}
function describeLayer(layer) {
    const known = 'descriptor' in layer ? layer.descriptor : { mediaType: layer.mediaType, digest: (0,build/* digestOf */.ol)(layer.bytes), size: layer.bytes.length };
    const annotations = sortAnnotations({ ...known.annotations, ...layer.annotations });
    const descriptor = { mediaType: known.mediaType, digest: known.digest, size: known.size, ...(Object.keys(annotations).length === 0 ? {} : { annotations }) };
    return 'bytes' in layer ? { descriptor, bytes: layer.bytes } : { descriptor };
}
/** The tag under which a registry without the referrers API keeps what refers to a digest (distribution specification, "Referrers Tag Schema"). */
function referrersTag(digest) {
    const colon = digest.indexOf(':');
    const text = `${digest.slice(0, colon).slice(0, 32)}-${digest.slice(colon + 1).slice(0, 64)}`;
    return text.replace(/[^A-Za-z0-9._-]/g, '-');
}

;// CONCATENATED MODULE: ./packages/oci/build/config.js


/** Reads an image's config. Its `os` and `architecture` are the one statement about the platform that is covered by the digest. */
function parseConfig(bytes) {
    let document;
    try {
        document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        return config_bad('is no JSON');
    }
    if (!isRecord(document))
        return config_bad('is no JSON object');
    const platform = parsePlatformObject(document);
    if (platform === undefined)
        return config_bad(`says os ${JSON.stringify(document['os'])}, architecture ${JSON.stringify(document['architecture'])}`);
    const inner = isRecord(document['config']) ? document['config'] : {};
    const created = document['created'];
    return (0,build.ok)({ platform, ...(typeof created === 'string' ? { created } : {}), labels: textsOf(inner['Labels']), env: listOf(inner['Env']) });
}
function textsOf(value) {
    const entries = isRecord(value) ? Object.entries(value) : [];
    return Object.fromEntries(entries.filter((entry) => typeof entry[1] === 'string'));
}
function listOf(value) {
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
function config_bad(what) {
    const cure = 'Build the image for one of the platforms that Slipway knows, such as linux/amd64';
    return (0,build/* err */._q)({ code: 'E_OCI_CONFIG', message: `the image's config ${what}`, cure });
}

;// CONCATENATED MODULE: ./packages/oci/build/layout.js





/** Opens an image layout (image-layout.md, version 1.0.0). Rejects with a Refusal when the folder is none or a blob is not what it is called. */
async function layout_openLayout(read) {
    const marker = layout_parseJson(await readOrRefuse(read, 'oci-layout'), 'oci-layout');
    const version = marker['imageLayoutVersion'];
    if (version !== '1.0.0')
        throw (0,build/* refuse */.TR)(layout_bad(`oci-layout has the version ${JSON.stringify(version)}, not 1.0.0`));
    const manifests = layout_parseJson(await readOrRefuse(read, 'index.json'), 'index.json')['manifests'];
    if (!Array.isArray(manifests))
        throw (0,build/* refuse */.TR)(layout_bad('index.json has no list of manifests'));
    const readBlob = async (digest) => {
        const path = blobPath(digest);
        const bytes = await readOrRefuse(read, path);
        if (digest.startsWith('sha256:') && (0,build/* digestOf */.ol)(bytes) !== digest)
            throw (0,build/* refuse */.TR)(layout_bad(`${path} does not hold what it is called`));
        return bytes;
    };
    return {
        entries: manifests.map((entry, position) => (0,build/* unwrap */.oA)(parseDescriptor(entry, `index.json: manifests[${position}]`))),
        readBlob,
        readManifest: async ({ digest, mediaType }) => (0,build/* unwrap */.oA)(parseManifest(await readBlob(digest), mediaType)),
    };
}
/** The one image that a layout of a single-platform build holds, with its config. */
async function layout_readLayoutImage(layout) {
    const [entry, ...others] = layout.entries;
    if (entry === undefined || others.length > 0)
        throw (0,build/* refuse */.TR)(layout_bad(`index.json names ${layout.entries.length} manifests where one image is wanted`));
    const manifest = await layout.readManifest(entry);
    if (manifest.kind !== 'image')
        throw (0,build/* refuse */.TR)(layout_bad('the layout holds an index where one image is wanted'));
    if (!isConfigType(manifest.config.mediaType))
        throw (0,build/* refuse */.TR)(layout_bad(`the layout holds an artifact (${manifest.config.mediaType}), no image`));
    return { manifest, config: (0,build/* unwrap */.oA)(parseConfig(await layout.readBlob(manifest.config.digest))) };
}
/**
 * The files that make an image the one that a layout names: its manifest's bytes as a blob, and `index.json`. The blobs that the manifest
 * names must be in the layout already.
 * @returns paths within the layout, and what to write there
 */
function renderLayoutImage(manifest) {
    const index = { schemaVersion: 2, mediaType: mediaTypes.index, manifests: [describeManifest(manifest)] };
    return [
        [blobPath(manifest.digest), manifest.bytes],
        ['index.json', new TextEncoder().encode(JSON.stringify(index))],
    ];
}
function blobPath(digest) {
    return `blobs/${digest.slice(0, digest.indexOf(':'))}/${(0,build/* hexOf */.ZD)(digest)}`;
}
async function readOrRefuse(read, path) {
    try {
        return await read(path);
    }
    catch (cause) {
        throw (0,build/* refuse */.TR)(layout_bad(`${path} cannot be read`), { cause });
    }
}
function layout_parseJson(bytes, name) {
    try {
        const document = JSON.parse(new TextDecoder().decode(bytes));
        if (isRecord(document))
            return document;
    }
    catch {
        // Falls through to the refusal below, which says the same of every kind of wrong content.
    }
    throw (0,build/* refuse */.TR)(layout_bad(`${name} is no JSON object`));
}
function layout_bad(what) {
    return { code: 'E_OCI_LAYOUT', message: `no OCI image layout: ${what}`, cure: 'Build the image again' };
}

;// CONCATENATED MODULE: ./packages/oci/build/messages.js
const passing = [
    /(?:status(?: code)?|StatusCode|HTTP)[^0-9\n]{0,60}\b(?:408|429|50[0234]|52[0-9])\b/i,
    /toomanyrequests|too many requests/i,
    /connection reset|broken pipe|connection refused|use of closed network connection|unexpected EOF|: EOF\b/i,
    /i\/o timeout|TLS handshake timeout|deadline exceeded|Client\.Timeout|temporary failure in name resolution|server misbehaving/i,
    // A registry behind a load balancer that lost the upload.
    /blob upload (?:unknown|invalid)/i,
];
/**
 * Whether what skopeo, buildah, podman or docker say of a registry may be different next time. They share one library, which does
 * not tell it by an exit code, and whose own retries leave out 500, 502 and 503.
 */
function isPassingMessage(text) {
    return passing.some((pattern) => pattern.test(text));
}

;// CONCATENATED MODULE: ./packages/oci/build/plan-index.js



/**
 * Builds the index over exactly the declared platforms, in their order. The bytes depend on nothing but the arguments (keys in a
 * fixed order, no time), so that the same children always give the same digest. All problems are reported: a platform that is
 * missing, there twice, not declared, whose config says another architecture, or whose child is no image.
 */
function planIndex(plan) {
    const problems = [
        ...plan.platforms.flatMap((platform, position) => checkPlatform(plan, platform, position)),
        ...plan.children.flatMap((child) => checkChild(plan, child)),
    ];
    if (plan.platforms.length === 0)
        problems.push(problem('E_OCI_INDEX_EMPTY', 'no platform is declared', 'Declare at least one platform'));
    if (problems.length > 0)
        return { ok: false, error: problems };
    const manifests = plan.platforms.flatMap((platform) => plan.children.filter((child) => child.declared === platform).map(entryOf));
    return (0,build.ok)(buildIndex(manifests, plan.annotations ?? {}));
}
function checkPlatform({ children, platforms }, platform, position) {
    if (platforms.indexOf(platform) !== position)
        return [problem('E_OCI_INDEX_DUPLICATE', `${platform} is declared twice`, 'Declare each platform once')];
    const found = children.filter((child) => child.declared === platform);
    if (found.length === 0)
        return [problem('E_OCI_INDEX_MISSING', `no image was built for ${platform}`, `Build ${platform}, or do not declare it`)];
    if (found.length === 1)
        return [];
    const digests = found.map((child) => child.descriptor.digest).join(' and ');
    return [problem('E_OCI_INDEX_DUPLICATE', `${platform} is there ${found.length} times: ${digests}`, 'Hand over one image for each platform')];
}
function checkChild({ platforms }, { descriptor, declared, actual }) {
    const found = [];
    if (!platforms.includes(declared))
        found.push(problem('E_OCI_INDEX_FOREIGN', `${declared} is not declared`, `Declare ${declared}, or do not build it`));
    if (!isImageType(descriptor.mediaType)) {
        found.push(problem('E_OCI_INDEX_CHILD', `the child for ${declared} has the media type ${descriptor.mediaType}, which is no image`, 'Build without attestations'));
    }
    if (actual !== declared) {
        const cure = `Build with --platform ${declared}, and take care that the base image is of that platform`;
        found.push(problem('E_OCI_INDEX_PLATFORM', `the image for ${declared} says in its config that it is ${actual} (${descriptor.digest})`, cure));
    }
    return found;
}
function entryOf({ descriptor, declared }) {
    return { mediaType: descriptor.mediaType, digest: descriptor.digest, size: descriptor.size, platform: declared };
}
function buildIndex(manifests, annotations) {
    const sorted = sortAnnotations(annotations);
    const document = {
        schemaVersion: 2,
        mediaType: mediaTypes.index,
        manifests: manifests.map(({ mediaType, digest, size, platform }) => ({
            mediaType,
            digest,
            size,
            ...(platform === undefined ? {} : { platform: renderPlatformObject(platform) }),
        })),
        ...(Object.keys(sorted).length === 0 ? {} : { annotations: sorted }),
    };
    const bytes = new TextEncoder().encode(JSON.stringify(document));
    return { kind: 'index', mediaType: mediaTypes.index, digest: (0,build/* digestOf */.ol)(bytes), bytes, manifests, annotations: sorted };
}
function problem(code, message, cure) {
    return { code, message, cure };
}

;// CONCATENATED MODULE: ./packages/oci/build/reference.js

const hostPattern = /^(?:\[[0-9a-fA-F:]+\]|[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)*)(?::[0-9]{1,5})?$/;
const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const namePattern = new RegExp(`^${component}(?:/${component})*$`);
/**
 * Reads a reference as distribution's reference.regexp and the distribution specification ("Pulling manifests") write it.
 * The registry must be there: short names mean different things to docker, podman and skopeo. Only Docker Hub's two documented
 * spellings are normalised: `index.docker.io` is `docker.io`, and `docker.io/name` is `docker.io/library/name`.
 */
function parseReference(text) {
    const at = text.indexOf('@');
    const beforeDigest = at === -1 ? text : text.slice(0, at);
    const colon = beforeDigest.indexOf(':', beforeDigest.lastIndexOf('/') + 1);
    const place = colon === -1 || !beforeDigest.includes('/') ? beforeDigest : beforeDigest.slice(0, colon);
    const repository = parsePlace(text, place);
    if (!repository.ok)
        return repository;
    const tag = place === beforeDigest ? undefined : (0,build/* parseTag */.ED)(beforeDigest.slice(colon + 1));
    if (tag?.ok === false)
        return tag;
    const digest = at === -1 ? undefined : (0,build/* parseDigest */.m)(text.slice(at + 1));
    if (digest?.ok === false)
        return digest;
    return (0,build.ok)({
        ...repository.value,
        ...(tag === undefined ? {} : { tag: tag.value }),
        ...(digest === undefined ? {} : { digest: digest.value }),
    });
}
/** Reads a repository. A tag or digest behind it is refused: it would be a second truth beside the inputs that say them. */
function parseRepository(text) {
    const reference = parseReference(text);
    if (!reference.ok)
        return reference;
    const { registry, name, tag, digest } = reference.value;
    if (tag === undefined && digest === undefined)
        return (0,build.ok)({ registry, name });
    return reference_bad(text, 'names a tag or a digest where only a repository is wanted', `Write ${registry}/${name}`);
}
function parsePlace(text, place) {
    if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
        return reference_bad(text, 'begins with a scheme', `Write ${text.replace(/^[^:]*:\/\//, '')}`);
    if (text.includes('://') || /\s/.test(text))
        return reference_bad(text, 'is no image reference', 'Write registry/owner/name, such as ghcr.io/owner/name');
    const slash = place.indexOf('/');
    const first = slash === -1 ? '' : place.slice(0, slash);
    if (!isRegistry(first)) {
        const hub = slash === -1 ? `docker.io/library/${place}` : `docker.io/${place}`;
        return reference_bad(text, 'names no registry', `Write the registry in front, such as ghcr.io/${place}, or ${hub} for Docker Hub`);
    }
    const registry = first === 'index.docker.io' ? 'docker.io' : first;
    const rest = place.slice(slash + 1);
    const name = registry === 'docker.io' && !rest.includes('/') ? `library/${rest}` : rest;
    if (namePattern.test(name) && hostPattern.test(registry) && registry.length + name.length < 255)
        return (0,build.ok)({ registry, name });
    const lower = name.toLowerCase();
    const cure = lower !== name && namePattern.test(lower) ? `Write it in lower case: ${registry}/${lower}` : 'Write registry/owner/name, such as ghcr.io/owner/name';
    return reference_bad(text, `"${name}" is no name of a repository`, cure);
}
/** The rule that distribution/reference documents: a first component is a host when it has a dot, a port, or is `localhost`. */
function isRegistry(first) {
    return first === 'localhost' || first.includes('.') || first.includes(':');
}
function reference_bad(text, what, cure) {
    return (0,build/* err */._q)({ code: 'E_OCI_REFERENCE', message: what.startsWith('"') ? what : `"${text}" ${what}`, cure });
}
/** `registry/name`. */
function renderRepository(repository) {
    return `${repository.registry}/${repository.name}`;
}
/** `registry/name[:tag][@digest]`. */
function renderReference(reference) {
    const tag = reference.tag === undefined ? '' : `:${reference.tag}`;
    const digest = reference.digest === undefined ? '' : `@${reference.digest}`;
    return `${renderRepository(reference)}${tag}${digest}`;
}
function isSameRepository(one, other) {
    return one.registry === other.registry && one.name === other.name;
}
/** Registries on the machine itself speak plain HTTP, as for Docker ("Local registries … are automatically marked as insecure", 127.0.0.0/8). */
function isLoopbackRegistry(registry) {
    const name = registry.replace(/:[0-9]+$/, '');
    return name === 'localhost' || name === '[::1]' || /^127\.[0-9]+\.[0-9]+\.[0-9]+$/.test(name);
}

;// CONCATENATED MODULE: ./packages/oci/build/index.js











// EXTERNAL MODULE: ./packages/host/build/index.js + 22 modules
var host_build = __nccwpck_require__(3816);
;// CONCATENATED MODULE: ./packages/registry/build/failures.js

/** The first error of a registry's JSON body (distribution specification, "Error codes"). */
function readRegistryError(body) {
    try {
        const document = JSON.parse(new TextDecoder().decode(body));
        const first = document?.errors?.[0];
        return first === undefined ? undefined : { code: String(first.code ?? ''), message: String(first.message ?? '') };
    }
    catch {
        return undefined;
    }
}
function isWebPage(response) {
    const type = response.headers['content-type'] ?? '';
    return type.startsWith('text/html') || /^\s*<(?:!doctype|html)/i.test(new TextDecoder().decode(response.body.subarray(0, 200)));
}
/** A registry's own "not there". A 404 that is a web page is somebody else's. */
function isAbsent(response) {
    return response.status === 404 && !isWebPage(response);
}
/** Says what an answer that is no success means, and what cures it. */
function describeAnswer(response, deed, host) {
    const { status } = response;
    if (isWebPage(response)) {
        const cure = `See whether ${host} is a registry, and whether a proxy or a sign-in page stands before it`;
        return { code: 'E_REGISTRY_ANSWER', message: `cannot ${deed}: ${host} answered with a web page (${status})`, cure };
    }
    const error = readRegistryError(response.body);
    const said = error === undefined ? `${status}` : `${status} ${error.code}${error.message === '' ? '' : `, ${error.message}`}`;
    const [code, cure] = explain(status, error?.code ?? '');
    const after = response.headers['retry-after'];
    const asked = status === 429 && after !== undefined ? ` and asks to come back ${/^[0-9]+$/.test(after) ? `in ${after} s` : `at ${after}`}` : '';
    return { code, message: `cannot ${deed}: ${host} answered ${said}${asked}`, cure };
}
/** A success whose content is not what was asked for. */
function describeContent(deed, host, what) {
    return { code: 'E_REGISTRY_ANSWER', message: `cannot ${deed}: ${what}`, cure: `See whether ${host} is a registry` };
}
function describeMismatch(reference, expected, found) {
    const cure = 'Do not use what was sent: see whether a proxy changes content, and run the job again';
    return { code: 'E_REGISTRY_DIGEST', message: `${renderReference(reference)} should be ${expected}, but is ${found}`, cure };
}
function explain(status, code) {
    if (code === 'MANIFEST_BLOB_UNKNOWN' || code === 'MANIFEST_UNKNOWN' || code === 'BLOB_UNKNOWN') {
        return ['E_REGISTRY_MISSING_CONTENT', 'Push what the manifest names first, and see that no clean-up job deleted it meanwhile'];
    }
    if (status === 401)
        return ['E_REGISTRY_UNAUTHORIZED', 'Give a username and a token that the registry knows'];
    if (status === 403)
        return ['E_REGISTRY_DENIED', 'Grant the job "packages: write" (to read: "packages: read"), and give the repository access in the package settings'];
    if (status === 404)
        return ['E_REGISTRY_NOT_FOUND', 'See whether the name is right; a registry also answers so where the token may not read'];
    if (status === 405)
        return ['E_REGISTRY_UNSUPPORTED', 'Use a registry that accepts writes; a pull-through cache does not'];
    if (status === 413)
        return ['E_REGISTRY_TOO_LARGE', 'Make the manifest smaller: registries accept 4 MiB'];
    if (status === 429)
        return ['E_REGISTRY_RATE', 'Wait until the rate limit is over, and run the job again'];
    if (status >= 500)
        return ['E_REGISTRY_UNAVAILABLE', 'The registry has a fault and every try met it: run the job again later'];
    if (status >= 300 && status < 400)
        return ['E_REGISTRY_REDIRECT', 'Name the registry by the host that it redirects to'];
    return ['E_REGISTRY_ANSWER', 'See what the registry says; the request was not accepted as it stands'];
}
const reasons = {
    refused: 'See whether the registry runs and listens on this port',
    reset: 'The connection broke at every try: run the job again later',
    timeout: 'The registry did not answer in time: run the job again later',
    stall: 'The transfer stood still: run the job again later',
    name: "See whether the registry's name is right and can be resolved here",
    tls: "See whether the registry's certificate is valid; for a registry without TLS write insecure = true in registries.conf",
    truncated: 'The answer ended too early at every try: run the job again later',
    'too-large': 'See whether this is a registry: the answer is larger than a manifest may be',
    cancelled: 'The job was cancelled',
};
/** Says what a connection that failed means. */
function describeFailure(failure, deed) {
    return { code: 'E_REGISTRY_UNREACHABLE', message: `cannot ${deed}: ${failure.message}`, cure: reasons[failure.reason] };
}

;// CONCATENATED MODULE: ./packages/registry/build/auth.js



/** Reads `WWW-Authenticate`. Of several challenges the first known one counts. */
function parseChallenge(header) {
    const bearer = /\bbearer\s+(.*)$/i.exec(header);
    if (bearer === null)
        return /\bbasic\b/i.test(header) ? { scheme: 'basic' } : undefined;
    const fields = Object.fromEntries([...(bearer[1] ?? '').matchAll(/([a-z_]+)="([^"]*)"/gi)].map((match) => [match[1]?.toLowerCase(), match[2]]));
    return fields['realm'] === undefined ? undefined : { scheme: 'bearer', realm: fields['realm'], service: fields['service'] ?? '' };
}
/** Tokens die early rather than in the middle of a request. */
const margin = 10_000;
/** One registry host's sign-in: it remembers the challenge, so that later requests ask for their token first, and tokens by scope. */
class SignIn {
    #ports;
    #host;
    #credential;
    #tokens = new Map();
    #challenge;
    constructor(ports, host, credential) {
        this.#ports = ports;
        this.#host = host;
        this.#credential = credential;
    }
    /** The `Authorization` header for a request; undefined while the registry has asked for none. */
    async header(repository, access) {
        if (this.#challenge === undefined)
            return undefined;
        if (this.#challenge.scheme === 'basic')
            return this.#credential === undefined ? undefined : basic(this.#credential);
        return `Bearer ${await this.#token(this.#challenge, repository, access)}`;
    }
    /** Learns from a 401. False when the registry names nothing that we could do. Tokens it gave for this scope are forgotten. */
    learn(response, repository, access) {
        const challenge = parseChallenge(response.headers['www-authenticate'] ?? '');
        if (challenge === undefined)
            return false;
        this.#challenge = challenge;
        this.#tokens.delete(scopeOf(repository, access));
        if (access === 'pull')
            this.#tokens.delete(scopeOf(repository, 'pull,push'));
        return challenge.scheme === 'bearer' || this.#credential !== undefined;
    }
    async #token(challenge, repository, access) {
        const now = this.#ports.clock.now();
        const usable = access === 'pull' ? ['pull', 'pull,push'] : ['pull,push'];
        for (const each of usable) {
            const known = this.#tokens.get(scopeOf(repository, each));
            if (known !== undefined && known.until > now)
                return known.value;
        }
        const token = await this.#fetchToken(challenge, scopeOf(repository, access));
        this.#tokens.set(scopeOf(repository, access), token);
        return token.value;
    }
    async #fetchToken(challenge, scope) {
        const url = this.#tokenUrl(challenge, scope);
        const headers = { accept: 'application/json', ...(this.#credential === undefined ? {} : { authorization: basic(this.#credential) }) };
        const response = await (0,host_build/* retryHttp */.l)(this.#ports, () => this.#ports.http.request({ method: 'GET', url: url.href, headers, deadline: 30_000 }));
        if (response.status !== 200)
            throw (0,build/* refuse */.TR)(describeAnswer(response, `sign in to ${this.#host} (${scope})`, url.host));
        const token = readToken(response.body);
        if (token === undefined) {
            const cure = `See whether ${url.origin} is the registry's token server`;
            throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_TOKEN', message: `cannot sign in to ${this.#host}: ${url.host} sent no token`, cure });
        }
        this.#ports.log.mask(token.value);
        return { value: token.value, until: this.#ports.clock.now() + token.seconds * 1000 - margin };
    }
    /** The realm comes from the registry. A password is sent to it only over TLS, or on this machine. */
    #tokenUrl({ realm, service }, scope) {
        const url = URL.canParse(realm) ? new URL(realm) : undefined;
        const local = url !== undefined && /^(?:localhost|127\.[0-9.]+|\[::1\])$/.test(url.hostname);
        if (url === undefined || (url.protocol !== 'https:' && !(url.protocol === 'http:' && local))) {
            const cure = 'Use a registry whose token server has TLS';
            throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_REALM', message: `${this.#host} wants the token to be fetched from ${realm}, which is not encrypted`, cure });
        }
        if (service !== '')
            url.searchParams.set('service', service);
        url.searchParams.set('scope', scope);
        return url;
    }
}
function scopeOf(repository, access) {
    return `repository:${repository}:${access}`;
}
function basic({ username, password }) {
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
/** `token` or `access_token`; without `expires_in` a token lives 60 s (Token Authentication Specification, "Token Response Fields"). */
function readToken(body) {
    try {
        const document = JSON.parse(new TextDecoder().decode(body));
        const value = document?.['token'] ?? document?.['access_token'];
        const seconds = document?.['expires_in'];
        return typeof value === 'string' && value !== '' ? { value, seconds: typeof seconds === 'number' ? seconds : 60 } : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/registry/build/token-guard.js
/** Registries of GitHub itself ("Working with the Container registry", "Working with the Docker registry"). */
const githubRegistries = ['ghcr.io', 'docker.pkg.github.com'];
/** Tokens that GitHub made, by the prefixes it documents ("GitHub's token formats"): the job's own (`ghs_`), people's and applications'. */
const githubToken = /^(?:gh[pousr]_|github_pat_)/;
/**
 * Whether a repository is one of GitHub's by its name, whatever place registries.conf maps the name to: a job's token may write to the
 * whole repository, so no other registry and no token server of one may ever see it.
 * @param serverUrl GITHUB_SERVER_URL: an own GitHub has its registry at `containers.<host>`, or at `docker.<host>` in older versions
 */
function isGithubRegistry({ registry }, serverUrl) {
    const name = registry.toLowerCase();
    if (githubRegistries.includes(name))
        return true;
    const own = serverUrl !== undefined && URL.canParse(serverUrl) ? new URL(serverUrl).host : '';
    return own !== '' && own !== 'github.com' && (name === `containers.${own}` || name === `docker.${own}`);
}
/** What signs in at this place: undefined, which is anonymous access, where the credential is a token of GitHub and the place is not GitHub's. */
function guardCredential({ github }, credential) {
    return credential !== undefined && githubToken.test(credential.password) && !github ? undefined : credential;
}
const said = new WeakMap();
/** The same as `guardCredential`, and says so once for each host when it withholds the token. */
function guardAloud(log, location, credential) {
    const allowed = guardCredential(location, credential);
    const hosts = said.get(log) ?? new Set();
    said.set(log, hosts);
    if (allowed !== credential && !hosts.has(location.host)) {
        hosts.add(location.host);
        log.info(`${location.host} gets no token: this one is GitHub's, and goes to GitHub's registry only; the access is anonymous`);
    }
    return allowed;
}

;// CONCATENATED MODULE: ./packages/registry/build/auth-file.js

/**
 * Runs something with an authfile (containers-auth.json(5)) that only we can read and that is gone afterwards. A secret never stands
 * in argv. Without a grant that may be used there is no file, and the tool uses what the machine is signed in with.
 */
async function withAuthFile(ports, grants, body) {
    if (usable(grants).length === 0)
        return body(undefined);
    const folder = await ports.files.makeTemporary('auth');
    try {
        const file = `${folder}/auth.json`;
        await ports.files.write(file, renderAuthFile(grants), 0o600);
        return await body(file);
    }
    finally {
        await ports.files.remove(folder);
    }
}
/** The content of an authfile, by host. A token of GitHub is left out where the place is not GitHub's. */
function renderAuthFile(grants) {
    const auths = usable(grants).map(({ location, credential: { username, password } }) => {
        return [location.host, { auth: Buffer.from(`${username}:${password}`).toString('base64') }];
    });
    return JSON.stringify({ auths: Object.fromEntries(auths) });
}
function usable(grants) {
    return grants.filter(({ location, credential }) => guardCredential(location, credential) !== undefined);
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./packages/registry/build/blob-stream.js





/**
 * Reads a blob as it comes, in constant memory. Where the connection broke it goes on with the bytes that are missing (distribution
 * specification, "Pulling blobs": registries should know ranges), or from the start without what the reader has. The digest is proven when the
 * last byte has been read: whoever reads must not use them before.
 */
function streamBlob(exchange, location, repository, descriptor) {
    const { digest, size } = descriptor;
    const deed = `read the blob ${renderRepository(repository)}@${digest}`;
    const colon = digest.indexOf(':');
    return (0,host_build/* pullFrom */.Wv)(async (give) => {
        const hash = (0,external_node_crypto_.createHash)(digest.slice(0, colon));
        const take = async (bytes) => {
            hash.update(bytes);
            await give(bytes);
        };
        const state = { take, offset: 0 };
        const tooMany = () => {
            throw (0,build/* refuse */.TR)(describeContent(deed, location.host, `more bytes came than the ${size} that it has`));
        };
        const response = await exchange.repeat({ deed }, () => {
            const headers = state.offset === 0 ? {} : { range: `bytes=${state.offset}-` };
            const sink = sinkOf(state, descriptor, tooMany);
            return exchange.sendOnce({ method: 'GET', location, path: `blobs/${digest}`, access: 'pull', deed, headers, limit: size + 1, sink });
        });
        if (response.status !== 200 && response.status !== 206)
            throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
        const found = `${digest.slice(0, colon)}:${hash.digest('hex')}`;
        if (state.offset === size && found !== digest)
            throw (0,build/* refuse */.TR)(describeMismatch({ ...repository, digest }, digest, found));
        if (state.offset !== size)
            throw (0,build/* refuse */.TR)(describeContent(deed, location.host, `${state.offset} bytes came, and not ${size}`));
    });
}
/** What a part belongs to is judged by its head: bytes of another place would be noticed only at the end. */
function sinkOf(state, { size }, tooMany) {
    return ({ status, headers }) => {
        const [, first] = /^bytes (\d+)-/.exec(headers['content-range'] ?? '') ?? [];
        if (status !== 200 && !(status === 206 && Number(first) === state.offset))
            return undefined;
        let skip = status === 200 ? state.offset : 0;
        return async (bytes) => {
            const fresh = bytes.subarray(Math.min(skip, bytes.length));
            skip -= bytes.length - fresh.length;
            if (state.offset + fresh.length > size)
                tooMany();
            if (fresh.length > 0)
                await state.take(fresh);
            state.offset += fresh.length;
        };
    };
}

;// CONCATENATED MODULE: ./packages/registry/build/blobs.js




async function getBlob(exchange, location, repository, descriptor) {
    const deed = `read the blob ${renderRepository(repository)}@${descriptor.digest}`;
    const response = await exchange.send({ method: 'GET', location, path: `blobs/${descriptor.digest}`, access: 'pull', deed, limit: descriptor.size + 1 });
    if (response.status !== 200)
        throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
    const digest = (0,build/* digestOf */.ol)(response.body);
    if (descriptor.digest.startsWith('sha256:') && digest !== descriptor.digest)
        throw (0,build/* refuse */.TR)(describeMismatch({ ...repository, digest: descriptor.digest }, descriptor.digest, digest));
    return response.body;
}
async function headBlob(exchange, location, repository, digest, access = 'pull') {
    const deed = `look for the blob ${renderRepository(repository)}@${digest}`;
    const response = await exchange.send({ method: 'HEAD', location, path: `blobs/${digest}`, access, deed });
    if (response.status === 200)
        return true;
    if (response.status === 404)
        return false;
    throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
}
/**
 * Pushes a blob that is not there yet (distribution specification, "POST then PUT"). The PUT ends an upload session, so a repeated one
 * would meet a session that is gone: when its answer is lost, the blob is looked for, and sent in a new session only if it is not there.
 */
async function putBlob(exchange, location, repository, bytes, mediaType) {
    const digest = (0,build/* digestOf */.ol)(bytes);
    const reference = { ...repository, digest };
    const deed = `push the blob ${renderRepository(repository)}@${digest}`;
    const there = () => headBlob(exchange, location, repository, digest, 'pull,push');
    const descriptor = { mediaType, digest, size: bytes.length };
    if (await there())
        return descriptor;
    const response = await exchange.repeat({ deed }, async (number) => {
        if (number > 1 && (await there()))
            return { status: 201, headers: {}, body: new Uint8Array() };
        const path = withDigest(await startUpload(exchange, location, deed), digest);
        const headers = { 'content-type': 'application/octet-stream' };
        return judgeUpload(await exchange.sendOnce({ method: 'PUT', location, path, access: 'pull,push', deed, headers, body: bytes }), deed);
    });
    if (response.status < 200 || response.status > 204)
        throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
    const confirmed = response.headers['docker-content-digest'];
    if (confirmed?.startsWith('sha256:') === true && confirmed !== digest)
        throw (0,build/* refuse */.TR)(describeMismatch(reference, digest, confirmed));
    return descriptor;
}
/** Opens an upload session and gives the address that ends it. */
async function startUpload(exchange, location, deed) {
    const response = await exchange.send({ method: 'POST', location, path: 'blobs/uploads/', access: 'pull,push', deed });
    if (response.status !== 202)
        throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
    const base = new URL(`${await exchange.origin(location)}/v2/${location.name}/blobs/uploads/`);
    const given = response.headers['location'] ?? '';
    if (given === '' || !URL.canParse(given, base.href))
        throw (0,build/* refuse */.TR)(describeContent(deed, location.host, 'the answer tells no place for the upload'));
    const target = new URL(given, base);
    // A registry that does not know of the TLS in front of it writes http: what was asked for over TLS stays there.
    if (target.hostname === base.hostname && target.protocol !== base.protocol)
        return new URL(`${base.origin}${target.pathname}${target.search}`);
    return target;
}
/** Added as text: parsing the query would write it anew, and it may be signed. */
function withDigest(place, digest) {
    return new URL(`${place.href}${place.search === '' ? '?' : '&'}digest=${encodeURIComponent(digest)}`);
}
/** A session that the registry lost, as one behind a load balancer may, is begun anew like a connection that broke. */
function judgeUpload(response, deed) {
    const lost = response.status === 416 || /^BLOB_UPLOAD_(?:UNKNOWN|INVALID)$/.test(readRegistryError(response.body)?.code ?? '');
    if (lost)
        throw new host_build/* HttpFailure */.HR('reset', true, `the registry lost the upload (${response.status}) while it had to ${deed}`);
    return response;
}

;// CONCATENATED MODULE: ./packages/registry/build/exchange.js






const mostRedirects = 5;
/** Sends calls: signs in when asked to, repeats what is transient, follows redirects of reads without carrying the sign-in elsewhere. */
class Exchange {
    ports;
    #options;
    #signIns = new Map();
    #origins = new Map();
    #traits = new Map();
    constructor(ports, options) {
        this.ports = ports;
        this.#options = options;
    }
    get retry() {
        return this.#options.retry ?? host_build/* standardRetry */.Gv;
    }
    /** What this host has shown so far; the caller writes down what it learns. */
    traits({ host }) {
        const known = this.#traits.get(host) ?? {};
        this.#traits.set(host, known);
        return known;
    }
    /** The registry's answer, whatever its status. Rejects with a Refusal when there is none. */
    async send(call) {
        return this.#describe(call, () => this.#signedIn(call, this.retry));
    }
    /** The same with one try only, for what must not be repeated as it is. Rejects with an HttpFailure when there is no answer. */
    sendOnce(call) {
        return this.#signedIn(call, { ...this.retry, tries: 1 });
    }
    /** Repeats a whole deed while its outcome is transient; `attempt` reconciles before a further try. */
    repeat(call, attempt) {
        return this.#describe(call, () => (0,host_build/* retryHttp */.l)(this.ports, attempt, this.retry));
    }
    /** `https://host`, or with `http:` where the registry has no TLS and needs none. */
    origin(location) {
        const key = keyOf(location);
        const known = this.#origins.get(key) ?? this.#findOrigin(location);
        this.#origins.set(key, known);
        return known;
    }
    async #describe(call, send) {
        try {
            return await send();
        }
        catch (error) {
            if (error instanceof host_build/* HttpFailure */.HR)
                throw (0,build/* refuse */.TR)(describeFailure(error, call.deed), { cause: error });
            throw error;
        }
    }
    async #signedIn(call, policy) {
        const response = await this.#once(call, policy);
        const again = response.status === 401 && this.#signIn(call.location).learn(response, call.location.name, call.access);
        return again ? this.#once(call, policy) : response;
    }
    async #once(call, policy) {
        const { name } = call.location;
        const origin = await this.origin(call.location);
        const url = typeof call.path === 'string' ? `${origin}/v2/${name}/${call.path}` : call.path.href;
        // An upload may go to a storage of another host, which has its own sign-in in the address.
        const ours = new URL(url).origin === new URL(origin).origin;
        const authorization = ours ? await this.#signIn(call.location).header(name, call.access) : undefined;
        const headers = { ...call.headers, ...(authorization === undefined ? {} : { authorization }) };
        const response = await this.#request({ method: call.method, url, headers, ...optional(call) }, policy);
        return call.method === 'GET' || call.method === 'HEAD' ? this.#follow(call, url, headers, response, policy) : response;
    }
    async #follow(call, start, sent, first, policy) {
        let response = first;
        let from = start;
        let headers = sent;
        for (let count = 0; count < mostRedirects && isRedirect(response); count += 1) {
            const target = new URL(response.headers['location'] ?? '', from);
            if (target.origin !== new URL(from).origin)
                headers = withoutAuthorization(headers);
            from = target.href;
            response = await this.#request({ method: call.method, url: from, headers, ...optional(call) }, policy);
        }
        return response;
    }
    #request(request, policy) {
        const deadline = this.#options.deadline ?? 60_000;
        return (0,host_build/* retryHttp */.l)(this.ports, () => this.ports.http.request({ ...request, deadline }), policy);
    }
    #signIn(location) {
        const key = keyOf(location);
        const known = this.#signIns.get(key) ?? new SignIn(this.ports, location.host, guardAloud(this.ports.log, location, this.#options.credential));
        this.#signIns.set(key, known);
        return known;
    }
    /** An insecure registry may have TLS all the same: it is tried first, except on this machine. A password never goes out in the clear. */
    async #findOrigin(location) {
        const { host, insecure } = location;
        // Docker Hub's API has a host of its own.
        const address = host === 'docker.io' ? 'registry-1.docker.io' : host;
        if (isLoopbackRegistry(host))
            return `http://${address}`;
        if (!insecure)
            return `https://${address}`;
        try {
            await this.ports.http.request({ method: 'GET', url: `https://${address}/v2/`, deadline: 10_000 });
            return `https://${address}`;
        }
        catch (error) {
            if (!(error instanceof host_build/* HttpFailure */.HR))
                throw error;
            if (guardAloud(this.ports.log, location, this.#options.credential) === undefined)
                return `http://${address}`;
            const cure = 'Give the registry TLS, or use it without a token';
            throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_PLAIN', message: `${host} has no usable TLS, and a token must not be sent without it`, cure }, { cause: error });
        }
    }
}
/** Two names may be mapped to one host and only one of them be GitHub's: they share no sign-in. */
function keyOf({ host, github }) {
    return `${host} ${github}`;
}
function optional({ body, limit, sink }) {
    return { ...(body === undefined ? {} : { body }), ...(limit === undefined ? {} : { limit }), ...(sink === undefined ? {} : { sink }) };
}
function isRedirect({ status, headers }) {
    return [301, 302, 303, 307, 308].includes(status) && headers['location'] !== undefined;
}
function withoutAuthorization(headers) {
    return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'authorization'));
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/error.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */
function getLineColFromPtr(string, ptr) {
    let lines = string.slice(0, ptr).split(/\r?\n/);
    return [lines.length, lines.pop().length + 1];
}
function makeCodeBlock(string, line, column) {
    let lines = string.split(/\r?\n/);
    let codeblock = '';
    let numberLen = (Math.log10(line + 1) | 0) + 1;
    for (let i = line - 1; i <= line + 1; i++) {
        let l = lines[i - 1];
        if (!l)
            continue;
        codeblock += i.toString().padEnd(numberLen, ' ');
        codeblock += ':  ';
        codeblock += l;
        codeblock += '\n';
        if (i === line) {
            codeblock += ' '.repeat(numberLen + column + 2);
            codeblock += '^\n';
        }
    }
    return codeblock;
}
class TomlError extends Error {
    line;
    column;
    codeblock;
    constructor(message, options) {
        const [line, column] = getLineColFromPtr(options.toml, options.ptr);
        const codeblock = makeCodeBlock(options.toml, line, column);
        super(`Invalid TOML document: ${message}\n\n${codeblock}`, options);
        this.line = line;
        this.column = column;
        this.codeblock = codeblock;
    }
    /** @internal */
    static x(message, ctx, ptr) {
        throw new TomlError(message, { toml: ctx.s, ptr: ptr ?? ctx.p });
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/primitive.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */

/** @internal */
function parseString(ctx) {
    let startPtr = ctx.p;
    let c = ctx.s.charCodeAt(ctx.p++);
    let first = c;
    let isLiteral = c === 0x27; /* ' */
    let isMultiline = c === ctx.s.charCodeAt(ctx.p) && c === ctx.s.charCodeAt(ctx.p + 1);
    if (isMultiline) {
        // Trim initial newline
        if ((c = ctx.s.charCodeAt(ctx.p += 2)) === 0xa /* \n */)
            ctx.p++;
        else if (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */)
            ctx.p += 2;
    }
    // For the record: it is not worth it to use a fast-path for literal strings using `indexOf`.
    // Doing a char-by-char iteration ends up dispatching less instructions, for the same wall-clock runtime.
    let parsed = '';
    let sliceStart = ctx.p;
    // states:
    //   0 - decoding
    //   1 - decoding escape
    //   2 - whitespace escape (no newline encountered yet, must fail on non-whitespace)
    //   3 - whitespace escape (newline encountered, allowed to transition back to normal decode)
    let state = 0;
    for (; ctx.p < ctx.s.length; ctx.p++) {
        c = ctx.s.charCodeAt(ctx.p);
        // Deal with newlines first, since that simplifies control character checking and handling across all states
        if (isMultiline && (c === 0xa /* \n */ || (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */))) {
            state = state && 3;
        }
        // Control characters are banned in TOML, so we throw an error if we encounter them
        else if ((c < 0x20 && c !== 0x9 /* \t */) || c === 0x7f) {
            TomlError.x('control characters are not allowed in strings', ctx);
        }
        // The string might terminate while we're parsing through a newline escape.
        // It must have encountered a newline; otherwise, it'll simply fail in another branch.
        else if ((!state || state === 3) && c === first && (!isMultiline || (ctx.s.charCodeAt(ctx.p + 1) === first && ctx.s.charCodeAt(ctx.p + 2) === first))) {
            if (isMultiline) {
                // If the string ends with 4-5 quotes, then the first 1-2 are part of the string
                if (ctx.s.charCodeAt(ctx.p + 3) === first)
                    ctx.p++;
                if (ctx.s.charCodeAt(ctx.p + 3) === first)
                    ctx.p++;
            }
            // If we're in a newline escape still, then there's nothing to add.
            if (!state) {
                // Avoid a useless concat operation if the string can be used as-is.
                let s = ctx.s.slice(sliceStart, ctx.p);
                parsed = parsed ? parsed + s : s;
            }
            ctx.p += isMultiline ? 3 : 1;
            return parsed;
        }
        // Baseline state; keep moving forward unless an escape sequence starts
        else if (!state) {
            if (!isLiteral && c === 0x5c /* \ */) {
                parsed += ctx.s.slice(sliceStart, (sliceStart = ctx.p));
                state = 1;
            }
        }
        else if (state === 1) {
            if (c === 0x78 /* x */ || c === 0x75 /* u */ || c === 0x55 /* U */) { // Unicode escape
                let errPtr = ctx.p++ - 1;
                let value = 0;
                let len = c === 0x78 /* x */ ? 2 : c === 0x75 /* u */ ? 4 : 8;
                for (let j = 0; j < len; j++, ctx.p++) {
                    let hex = ctx.s.charCodeAt(ctx.p);
                    let digit = 
                    /* 0-9 */ hex >= 0x30 && hex <= 0x39 ? hex - 0x30 :
                        /* A-F */ hex >= 0x41 && hex <= 0x46 ? hex - 0x41 + 10 :
                            /* a-f */ hex >= 0x61 && hex <= 0x66 ? hex - 0x61 + 10 : -1;
                    if (digit < 0)
                        TomlError.x('invalid non-hex character in unicode escape', ctx);
                    value = (value << 4) | digit;
                }
                // Because JS does bitwise on signed 32bit integers, all 0xfzzzzzzz values are actually seen as negative
                if (value < 0 || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) {
                    TomlError.x('invalid unicode escape', ctx, errPtr);
                }
                parsed += String.fromCodePoint(value);
                sliceStart = ctx.p--;
                state = 0;
            }
            // Newline escape sequence. We only need to care about spaces and tabs; newlines are dealt with earlier
            else if (isMultiline && (c === 0x20 || c === 0x9 /* \t */)) {
                state = 2;
            }
            // Basic escape sequence
            else {
                if (c === 0x62 /* b */)
                    parsed += '\b';
                else if (c === 0x74 /* t */)
                    parsed += '\t';
                else if (c === 0x6e /* n */)
                    parsed += '\n';
                else if (c === 0x66 /* f */)
                    parsed += '\f';
                else if (c === 0x72 /* r */)
                    parsed += '\r';
                else if (c === 0x65 /* e */)
                    parsed += '\x1b';
                else if (c === 0x22 /* " */)
                    parsed += '"';
                else if (c === 0x5c /* \ */)
                    parsed += '\\';
                else
                    TomlError.x('unrecognised escape sequence', ctx);
                sliceStart = ctx.p + 1;
                state = 0;
            }
        }
        // Newline escape continuation: keep moving forward until the first non-whitespace char
        else if (c !== 0x20 && c !== 0x9 /* \t */) {
            if (state === 2)
                TomlError.x('invalid escape: only line-ending whitespace may be escaped', ctx, sliceStart);
            // State cannot be zero, or we'd have branched earlier already.
            // If it's a backslash, immediately transition to the escape state so it can be processed.
            state = !isLiteral && c === 0x5c /* \ */ ? 1 : 0;
            sliceStart = ctx.p;
        }
    }
    TomlError.x('unfinished string', ctx, startPtr);
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/date.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */
let DATE_TIME_RE = /^(\d{4}-\d{2}-\d{2})?[Tt ]?(?:(\d{2}):\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|z|[-+]\d{2}:\d{2})?$/i;
class TomlDate extends Date {
    #hasDate = false;
    #hasTime = false;
    #offset = null;
    constructor(date, fasttype, unsafeDelim) {
        let hasDate = true;
        let hasTime = true;
        let offset = 'Z';
        let c;
        if (typeof date === 'string') {
            if (fasttype)
                prep: {
                    // Date-time
                    if (fasttype < 3) {
                        if (+date.slice(11, 13) > 23) {
                            date = '';
                            break prep;
                        }
                        // Local
                        if (fasttype === 2) {
                            offset = null;
                            date += 'Z';
                        }
                        // Offset; keep track of offset if not Z
                        else if ((c = date.charCodeAt(date.length - 1)) !== 0x5a /* Z */ && c !== 0x7a /* z */) {
                            offset = date.slice(date.length - 6);
                        }
                        if (unsafeDelim)
                            date = date.slice(0, 10) + 'T' + date.slice(11);
                    }
                    // Time
                    else if (fasttype === 4) {
                        date = +date.slice(0, 2) > 23 ? '' : `0000-01-01T${date}Z`;
                    }
                    hasDate = fasttype !== 4;
                    hasTime = fasttype !== 3;
                }
            else {
                let match = date.match(DATE_TIME_RE);
                if (match) {
                    if (!match[1]) {
                        hasDate = false;
                        date = `0000-01-01T${date}`;
                    }
                    hasTime = !!match[2];
                    // Make sure to use T instead of a space. Breaks in case of extreme values otherwise.
                    hasTime && date[10] === ' ' && (date = date.replace(' ', 'T'));
                    // Do not allow rollover hours.
                    if (match[2] && +match[2] > 23) {
                        date = '';
                    }
                    else {
                        offset = match[3] || null;
                        if (!offset && hasTime)
                            date += 'Z';
                    }
                }
                else {
                    date = '';
                }
            }
        }
        super(date);
        if (!isNaN(this.getTime())) {
            this.#hasDate = hasDate;
            this.#hasTime = hasTime;
            this.#offset = offset;
        }
    }
    isDateTime() {
        return this.#hasDate && this.#hasTime;
    }
    isLocal() {
        return !this.#hasDate || !this.#hasTime || !this.#offset;
    }
    isDate() {
        return this.#hasDate && !this.#hasTime;
    }
    isTime() {
        return this.#hasTime && !this.#hasDate;
    }
    isValid() {
        return this.#hasDate || this.#hasTime;
    }
    toISOString() {
        let iso = super.toISOString();
        // Local Date
        if (this.isDate())
            return iso.slice(0, 10);
        // Local Time
        if (this.isTime())
            return iso.slice(11, 23);
        // Local DateTime
        if (this.#offset === null)
            return iso.slice(0, -1);
        // Offset DateTime
        if (this.#offset === 'Z' || this.#offset === 'z')
            return iso;
        // This part is quite annoying: JS strips the original timezone from the ISO string representation
        // Instead of using a "modified" date and "Z", we restore the representation "as authored"
        let offset = (+(this.#offset.slice(1, 3)) * 60) + +(this.#offset.slice(4, 6));
        offset = this.#offset[0] === '-' ? offset : -offset;
        let offsetDate = new Date(this.getTime() - (offset * 60e3));
        return offsetDate.toISOString().slice(0, -1) + this.#offset;
    }
    static wrapAsOffsetDateTime(jsDate, offset = 'Z') {
        let date = new TomlDate(jsDate);
        date.#offset = offset;
        return date;
    }
    static wrapAsLocalDateTime(jsDate) {
        let date = new TomlDate(jsDate);
        date.#offset = null;
        return date;
    }
    static wrapAsLocalDate(jsDate) {
        let date = new TomlDate(jsDate);
        date.#hasTime = false;
        date.#offset = null;
        return date;
    }
    static wrapAsLocalTime(jsDate) {
        let date = new TomlDate(jsDate);
        date.#hasDate = false;
        date.#offset = null;
        return date;
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/extract.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */




function isDigit(char, base = 10) {
    return base === 16
        ? (char > 0x2f && char < 0x3a) || (char > 0x40 && char < 0x47) || (char > 0x60 && char < 0x67)
        : (char > 0x2f && char < 0x30 + base);
}
function isEndOfValue(char, delim) {
    // Whitespace -- we're permissive on `\r` for performance; it'll be dealt with later anyway
    return char === 0x20 || char === 0x9 /* \t */ || char === 0xa /* \n */ || char === 0xd /* \r */ ||
        // Structure end or next value delimiter
        (delim && (char === delim || char === 0x2c /* , */)) ||
        // Comment
        char === 0x23; /* # */
}
/** @internal */
function extractValue(ctx, end) {
    let errPtr = ctx.p;
    let c = ctx.s.charCodeAt(ctx.p);
    // Structs
    if (c === 0x5b /* [ */ || c === 0x7b /* { */) {
        ctx.d-- || TomlError.x('document contains excessively nested structures. aborting.', ctx);
        let value = c === 0x5b /* [ */
            ? parseArray(ctx)
            : parseInlineTable(ctx);
        ctx.d++;
        return value;
    }
    // Strings
    if (c === 0x22 /* " */ || c === 0x27 /* ' */) {
        return parseString(ctx);
    }
    // Booleans
    // We can fast-path because the first character is enough to know the only possible value
    if (c === 0x74 /* t */) { // Only possible valid value is `true`
        if (ctx.s.charCodeAt(++ctx.p) !== 0x72 || ctx.s.charCodeAt(++ctx.p) !== 0x75 || ctx.s.charCodeAt(++ctx.p) !== 0x65)
            TomlError.x('invalid value', ctx, errPtr);
        return ctx.p++, true;
    }
    if (c === 0x66 /* f */) { // Only possible valid value is `false`
        if (ctx.s.charCodeAt(++ctx.p) !== 0x61 || ctx.s.charCodeAt(++ctx.p) !== 0x6c || ctx.s.charCodeAt(++ctx.p) !== 0x73 || ctx.s.charCodeAt(++ctx.p) !== 0x65)
            TomlError.x('invalid value', ctx, errPtr);
        return ctx.p++, false;
    }
    if (c === 0x2b /* + */ || c === 0x2d /* - */) {
        return parseNumber(ctx, ctx.p, ctx.s.charCodeAt(++ctx.p), 0x2c - c, end);
    }
    // Rough heuristic, but `parseDate` falls back to number parsing if it's a false positive.
    // e.g.: `a = 1\n-------------- = 1` would match this heuristic, but gracefully fallback to numbers.
    if (ctx.s.charCodeAt(ctx.p + 4) === 0x2d /* - */ && ctx.s.charCodeAt(ctx.p + 7) === 0x2d /* - */) {
        return parseDate(ctx, c, end);
    }
    // Same logic as above; `parseTime` falls back to number parsing if it's a false positive.
    if (ctx.s.charCodeAt(ctx.p + 2) === 0x3a /* : */) {
        return parseTime(ctx, c, end);
    }
    return parseNumber(ctx, ctx.p, c, 0, end);
}
// State:
// 0: init
// 1: integer
// 2: fractional dot
// 3: fractional
// 4: exponent letter
// 5: exponent
// 6: exponent sign
// 7: exponent with sign
// >9: underscore; see below
//     -> 12: was integer
//     -> 14: was fractional
//     -> 16: was exponent
// states 2-5, 14, 16 are ONLY permitted iif base === 10
function parseNumber(ctx, startPtr, startChr, sign, endChr) {
    let c = startChr;
    let state = 0;
    let hasUnderscores = false;
    // (+/-)inf
    if (c === 0x69 /* i */) {
        if (ctx.s.charCodeAt(++ctx.p) !== 0x6e || ctx.s.charCodeAt(++ctx.p) !== 0x66)
            TomlError.x('invalid value', ctx, startPtr);
        return ctx.p++, (sign || 1) / 0;
    }
    // (+/-)nan
    if (c === 0x6e /* n */) {
        if (ctx.s.charCodeAt(++ctx.p) !== 0x61 || ctx.s.charCodeAt(++ctx.p) !== 0x6e)
            TomlError.x('invalid value', ctx, startPtr);
        return ctx.p++, NaN;
    }
    // Leading zero
    // Only allowed cases: `0<EOV>`, `0.(...)`, `0e(...)`, `0x(...)`, `0b(...)`, `0o(...)`
    // FWIW, `0e(...)` is a stupid case, but it's not banned per-se so we have to parse it
    if (c === 0x30 /* 0 */) {
        if (++ctx.p >= ctx.s.length || isEndOfValue(c = ctx.s.charCodeAt(ctx.p), endChr))
            return ctx.bi === true ? 0n : 0; // note: conveniently deals with `-0`
        if (!sign) {
            if (c === 0x78 /* x */)
                return parseIntegerBaseN(ctx, startPtr, 16, endChr);
            else if (c === 0x62 /* b */)
                return parseIntegerBaseN(ctx, startPtr, 2, endChr);
            else if (c === 0x6f /* o */)
                return parseIntegerBaseN(ctx, startPtr, 8, endChr);
        }
        if (c === 0x2e /* . */)
            state = 2;
        else if (c === 0x65 /* e */ || c === 0x45 /* E */)
            state = 4;
        else
            TomlError.x('illegal leading zero', ctx, startPtr);
    }
    // If the 1st char is not a digit by now, then it's not a valid TOML value at all
    else if (!isDigit(c))
        TomlError.x('invalid value', ctx, startPtr);
    while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
        if (!state)
            state = 1; // Detects single-digit numbers we can use a fast parse path for
        // The way the states are numbered is not random: underscores are always permitted in odd-numbered states and
        // never permitted in even-numbered ones.
        if (c === 0x5f /* _ */) {
            if (!(state & 1))
                TomlError.x('illegal underscore', ctx);
            state += 11; // 11 is a marker that makes the state even and greater than 9; see the numbering + rationale above
            hasUnderscores = true;
        }
        // Transition to fractional part.
        else if (state === 1 && c === 0x2e /* . */)
            state = 2;
        // Transition to exponent part.
        else if ((state === 1 || state === 3) && (c === 0x65 /* e */ || c === 0x45 /* E */))
            state = 4;
        // + and - are permitted in state 4 only (handled before entering the function for state 0)
        else if (state === 4 && (c === 0x2b /* + */ || c === 0x2d /* - */)) {
            state = 6;
        }
        // All special cases have been handled; only digits are allowed here
        else if (!isDigit(c))
            TomlError.x(`illegal character in numeric literal`, ctx);
        // Clear state flags
        else if (state > 9)
            state -= 11;
        else if (!(state & 1))
            state++;
    }
    // Single-char number; we can fast-path these very easily.
    if (!state) {
        let val = (startChr - 0x30 /* 0 */) * (sign || 1);
        return ctx.bi === true ? BigInt(val) : val;
    }
    // Even-numbered states absolutely require a digit next; not even end of value is permitted
    if (!(state & 1))
        TomlError.x('unfinished numeric value', ctx, startPtr);
    let str = ctx.s.slice(startPtr, ctx.p);
    if (hasUnderscores)
        str = str.replaceAll('_', ''); // perf: replaceAll 1.25x faster than replace with a regex
    return state > 1
        ? parseFloat(str)
        : parseInteger(ctx, str, 10, startPtr);
}
function parseIntegerBaseN(ctx, startPtr, base, endChr) {
    let c, underscore = 1;
    while (++ctx.p < ctx.s.length && (c = ctx.s.charCodeAt(ctx.p), !isEndOfValue(c, endChr))) {
        if (c === 0x5f /* _ */) {
            if (underscore & 1)
                TomlError.x('illegal underscore', ctx);
            underscore = 3;
        }
        // We only need to check if the number is a valid digit, nothing else is permitted
        else if (!isDigit(c, base))
            TomlError.x(`illegal character in numeric literal`, ctx);
        // Clear underscore flag
        else if (underscore & 1)
            underscore--;
    }
    // Trailing underscore is not allowed
    if (underscore & 1)
        TomlError.x('unfinished numeric value', ctx);
    let str = ctx.s.slice(startPtr + 2, ctx.p);
    if (underscore)
        str = str.replaceAll('_', ''); // perf: replaceAll 1.25x faster than replace with a regex
    return parseInteger(ctx, str, base, startPtr);
}
function parseInteger(ctx, str, base, startPtr) {
    if (ctx.bi !== true)
        int: {
            let val = parseInt(str, base);
            if (!Number.isSafeInteger(val)) {
                if (ctx.bi)
                    break int;
                TomlError.x('integer value cannot be represented losslessly', ctx, startPtr);
            }
            return val;
        }
    return base === 10 ? BigInt(str) : BigInt((base === 2 ? '0b' : base === 8 ? '0o' : '0x') + str);
}
function parseDate(ctx, c, endChr) {
    let startPtr = ctx.p++, unsafeSeparator;
    if (!isDigit(c) ||
        !isDigit(ctx.s.charCodeAt(ctx.p++)) ||
        !isDigit(ctx.s.charCodeAt(ctx.p++)) ||
        !isDigit(ctx.s.charCodeAt(ctx.p++))) {
        return parseNumber(ctx, ctx.p = startPtr, c, 0, endChr);
    }
    ctx.p += 5;
    if (!isDigit(ctx.s.charCodeAt(ctx.p++)))
        TomlError.x('invalid date-time: date part is malformed', ctx, startPtr);
    if (ctx.p >= ctx.s.length || (((c = ctx.s.charCodeAt(ctx.p)) !== 0x20 || (unsafeSeparator = true, !isDigit(ctx.s.charCodeAt(ctx.p + 1)))) && c !== 0x54 /* T */ && c !== 0x74 /* t */)) {
        let t = ctx.s.slice(startPtr, ctx.p);
        return readDate(ctx, t, 3, false, startPtr);
    }
    if (ctx.s.charCodeAt(ctx.p += 3) !== 0x3a /* : */)
        TomlError.x('invalid date-time: time part is malformed', ctx, startPtr);
    if (ctx.s.charCodeAt(ctx.p += 3) === 0x3a /* : */)
        ctx.p += 3;
    if (ctx.s.charCodeAt(ctx.p) === 0x2e /* . */)
        while (isDigit(ctx.s.charCodeAt(++ctx.p)))
            ;
    if (c = ctx.s.charCodeAt(ctx.p)) {
        if (c === 0x5a /* Z */ || c === 0x7a /* z */) {
            let t = ctx.s.slice(startPtr, ++ctx.p);
            return readDate(ctx, t, 1, unsafeSeparator, startPtr, '[+00:00]');
        }
        if (c === 0x2b /* + */ || c === 0x2d /* - */) {
            // Temporal's ZonedDateTime is weird asf when it comes to dealing with traditional offsets...
            // It's 1.2x faster to allocate a new string to pass to ZDT than use Instant.toZonedDateTimeISO
            let t = ctx.s.slice(startPtr, ctx.p += 6);
            return readDate(ctx, t, 1, unsafeSeparator, startPtr, !ctx.ld && ('[' + ctx.s.slice(ctx.p - 6, ctx.p) + ']'));
        }
    }
    let t = ctx.s.slice(startPtr, ctx.p);
    return readDate(ctx, t, 2, unsafeSeparator, startPtr);
}
function parseTime(ctx, c, endChr) {
    let start = ctx.p;
    if (!isDigit(c) || !isDigit(ctx.s.charCodeAt(++ctx.p))) {
        return parseNumber(ctx, --ctx.p, c, 0, endChr);
    }
    if (ctx.s.charCodeAt(ctx.p += 4) === 0x3a /* : */)
        ctx.p += 3;
    if (ctx.s.charCodeAt(ctx.p) === 0x2e /* . */)
        while (isDigit(ctx.s.charCodeAt(++ctx.p)))
            ;
    let t = ctx.s.slice(start, ctx.p);
    return readDate(ctx, t, 4, false, start);
}
function readDate(ctx, str, type, unsafeDelim, errPtr, temporalSuffix) {
    if (ctx.ld) {
        let date = new TomlDate(str, type, unsafeDelim);
        if (!date.isValid())
            TomlError.x('invalid date', ctx, errPtr);
        return date;
    }
    try {
        if (temporalSuffix)
            str += temporalSuffix;
        switch (type) {
            case 1: return Temporal.ZonedDateTime.from(str);
            case 2: return Temporal.PlainDateTime.from(str);
            case 3: return Temporal.PlainDate.from(str);
            case 4: return Temporal.PlainTime.from(str);
        }
    }
    catch (e) {
        TomlError.x(e instanceof Error ? e.message : '' + e, ctx, errPtr);
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/util.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */

/** @internal */
function skipComment(ctx) {
    for (; ctx.p < ctx.s.length; ctx.p++) {
        let c = ctx.s.charCodeAt(ctx.p);
        if (c === 0xa /* \n */)
            break;
        if (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */) {
            ctx.p++;
            break;
        }
        if ((c < 0x20 && c !== 0x9 /* \t */) || c === 0x7f) {
            TomlError.x('control characters are not allowed in comments', ctx);
        }
    }
}
/** @internal */
function skipVoid(ctx, banNewLines, banComments) {
    let c;
    while (ctx.p < ctx.s.length) {
        while (ctx.p < ctx.s.length && ((c = ctx.s.charCodeAt(ctx.p)) === 0x20 ||
            c === 0x9 /* \t */ ||
            (!banNewLines &&
                (c === 0xa /* \n */ || (c === 0xd /* \r */ && ctx.s.charCodeAt(ctx.p + 1) === 0xa /* \n */)))))
            ctx.p++;
        if (banComments || c !== 0x23 /* # */)
            break;
        skipComment(ctx);
    }
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/struct.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */




/** @internal */
function parseKey(ctx, end = 0x3d /* = */) {
    // States:
    // 0: before first char
    // 1: parsing bare key
    // 2: after key component
    let startPtr;
    let state = 0;
    let parsed = [];
    let sliceStart;
    let c = ctx.s.charCodeAt(startPtr = ctx.p);
    do {
        // End of key
        if (c === end) {
            if (!state)
                TomlError.x('unexpected end of key', ctx);
            if (state === 1)
                parsed.push(ctx.s.slice(sliceStart, ctx.p));
            return ctx.p++, parsed;
        }
        // Dotted key separator
        else if (c === 0x2e /* . */) {
            if (!state)
                TomlError.x('illegal empty bare key', ctx);
            if (state === 1)
                parsed.push(ctx.s.slice(sliceStart, ctx.p));
            state = 0;
        }
        // Quoted key
        else if (!state && (c === 0x22 /* " */ || c === 0x27 /* ' */)) {
            if (c === ctx.s.charCodeAt(ctx.p + 1) && c === ctx.s.charCodeAt(ctx.p + 2))
                TomlError.x('illegal quoted key: multiline strings are not allowed', ctx);
            parsed.push(parseString(ctx));
            state = 2;
            ctx.p--;
        }
        // Whitespace; no-op in state 0 and 2, end of bare key in state 1
        else if (c === 0x20 || c === 0x9 /* \t */) {
            if (state === 1) {
                parsed.push(ctx.s.slice(sliceStart, ctx.p));
                state = 2;
            }
        }
        // If state is post-key, no character is allowed; otherwise ensure it's a bare-key component
        else if (state === 2 || (c < 0x30 && c !== 0x2d /* - */) || (c > 0x39 && c < 0x41) || (c > 0x5a && c < 0x61 && c !== 0x5f /* _ */) || c > 0x7a) {
            TomlError.x('illegal character in key', ctx);
        }
        // Illegal character
        else if (!state) {
            state = 1;
            sliceStart = ctx.p;
        }
    } while (c = ctx.s.charCodeAt(++ctx.p));
    TomlError.x('incomplete key-value: cannot find end of key', ctx, startPtr);
}
/** @internal */
function parseInlineTable(ctx) {
    let startPtr = ctx.p++;
    let res = Object.create(null);
    let seen = new Set();
    let c;
    while (ctx.p < ctx.s.length) {
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p)) === 0x7d /* } */) {
            ctx.p++;
            return res;
        }
        let k;
        let t = res;
        let hasOwn = false;
        let errPtr = ctx.p;
        let key = parseKey(ctx);
        for (let i = 0; i < key.length; i++) {
            if (i)
                t = hasOwn ? t[k] : (t[k] = Object.create(null));
            k = key[i];
            if ((hasOwn = Object.hasOwn(t, k)) && (typeof t[k] !== 'object' || seen.has(t[k]))) {
                TomlError.x('trying to redefine an already defined value', ctx, errPtr);
            }
            let unsafe = k === '__proto__';
            if (ctx.uk && (unsafe || k === 'constructor')) {
                t = ctx.uk !== 1 && TomlError.x('document contains an unsafe property', ctx, errPtr);
                break;
            }
            if (!hasOwn && unsafe) {
                Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
            }
        }
        if (hasOwn) {
            TomlError.x('trying to redefine an already defined value', ctx, errPtr);
        }
        skipVoid(ctx, true, true);
        let value = extractValue(ctx, 0x7d /* } */);
        if (t && typeof (t[k] = value) === 'object')
            seen.add(value);
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p++)) === 0x7d /* } */) {
            return res;
        }
        if (c !== 0x2c /* , */)
            TomlError.x('expected comma or end of structure', ctx, ctx.p - 1);
    }
    TomlError.x('unfinished table', ctx, startPtr);
}
/** @internal */
function parseArray(ctx) {
    let startPtr = ctx.p++;
    let res = [];
    let c;
    while (ctx.p < ctx.s.length) {
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p)) === 0x5d /* ] */) {
            ctx.p++;
            return res;
        }
        res.push(extractValue(ctx, 0x5d /* ] */));
        skipVoid(ctx);
        if ((c = ctx.s.charCodeAt(ctx.p++)) === 0x5d /* ] */) {
            return res;
        }
        if (c !== 0x2c /* , */)
            TomlError.x('expected comma or end of structure', ctx, ctx.p - 1);
    }
    TomlError.x('unfinished array', ctx, startPtr);
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/parse.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */




function peekTable(ctx, key, table, meta, type) {
    let t = table;
    let m = meta;
    let k;
    let hasOwn = false;
    let state;
    for (let i = 0; i < key.length; i++) {
        if (i) {
            t = hasOwn ? t[k] : (t[k] = Object.create(null));
            m = (state = m[k]).c;
            if (type === 0 /* Type.DOTTED */ && (state.t === 1 /* Type.EXPLICIT */ || state.t === 2 /* Type.ARRAY */)) {
                return null;
            }
            if (state.t === 2 /* Type.ARRAY */) {
                let l = t.length - 1;
                t = t[l];
                m = m[l].c;
            }
        }
        k = key[i];
        if ((hasOwn = Object.hasOwn(t, k)) && m[k]?.t === 0 /* Type.DOTTED */ && m[k]?.d) {
            return null;
        }
        if (!hasOwn) {
            let unsafe = k === '__proto__';
            if (ctx.uk && (unsafe || k === 'constructor'))
                return false;
            if (unsafe) {
                Object.defineProperty(t, k, { enumerable: true, configurable: true, writable: true });
                Object.defineProperty(m, k, { enumerable: true, configurable: true, writable: true });
            }
            m[k] = {
                t: i < key.length - 1 && type === 2 /* Type.ARRAY */
                    ? 3 /* Type.ARRAY_DOTTED */ : type,
                d: false,
                i: 0,
                c: Object.create(null),
            };
        }
    }
    state = m[k];
    if (state.t !== type && !(type === 1 /* Type.EXPLICIT */ && state.t === 3 /* Type.ARRAY_DOTTED */)) {
        // Bad key type!
        return null;
    }
    if (type === 2 /* Type.ARRAY */) {
        if (!state.d) {
            state.d = true;
            t[k] = [];
        }
        t[k].push(t = Object.create(null));
        state.c[state.i++] = (state = { t: 1 /* Type.EXPLICIT */, d: false, i: 0, c: Object.create(null) });
    }
    if (state.d) {
        // Redefining a table!
        return null;
    }
    state.d = true;
    if (type === 1 /* Type.EXPLICIT */) {
        t = hasOwn ? t[k] : (t[k] = Object.create(null));
    }
    else if (type === 0 /* Type.DOTTED */ && hasOwn) {
        return null;
    }
    return [k, t, state.c];
}
function validateTablePeek(ctx, peek, ptr) {
    if (peek === null || ctx.uk === 2)
        TomlError.x(peek === null
            ? 'trying to redefine an already defined table or value'
            : 'document contains an unsafe property', ctx, ptr);
}
function parse(toml, options = {}) {
    let ctx = {
        s: toml,
        p: 0,
        d: options.maxDepth ?? 1000,
        bi: options.integersAsBigInt ?? false,
        ld: options.useLegacyDate ?? true,
        uk: options.unsafeKeyBehaviour === 'throw' ? 2 : options.unsafeKeyBehaviour === 'drop' ? 1 : 0,
    };
    let res = Object.create(null);
    let meta = Object.create(null);
    let tmp;
    let skipping = false;
    let tbl = res;
    let m = meta;
    // BOM is allowed, skip.
    // JS is UTF-16, so we have to check for the UTF-16 BOM instead of the UTF-8 BOM sequence!
    if (toml.charCodeAt(0) === 0xfeff)
        ctx.p++;
    skipVoid(ctx);
    while (ctx.p < toml.length) {
        if (toml.charCodeAt(ctx.p) === 0x5b /* [ */) {
            let isTableArray = toml.charCodeAt(++ctx.p) === 0x5b; /* [ */
            tmp = ctx.p += +isTableArray;
            skipping = false;
            let k = parseKey(ctx, 0x5d /* ] */);
            if (isTableArray) {
                if (toml.charCodeAt(ctx.p) !== 0x5d /* ] */) {
                    TomlError.x('expected end of table array declaration', ctx);
                }
                ctx.p++;
            }
            let p = peekTable(ctx, k, res, meta, isTableArray ? 2 /* Type.ARRAY */ : 1 /* Type.EXPLICIT */);
            if (!p) {
                validateTablePeek(ctx, p, tmp);
                skipping = true;
            }
            else {
                m = p[2];
                tbl = p[1];
            }
        }
        else {
            tmp = ctx.p;
            let k = parseKey(ctx);
            let p = peekTable(ctx, k, tbl, m, 0 /* Type.DOTTED */);
            if (!p && !skipping)
                validateTablePeek(ctx, p, tmp);
            skipVoid(ctx, true, true);
            let v = extractValue(ctx, void 0);
            if (p && !skipping)
                p[1][p[0]] = v;
        }
        skipVoid(ctx, true);
        if (ctx.p < toml.length && (tmp = toml.charCodeAt(ctx.p)) !== 0xa /* \n */ && (tmp !== 0xd /* \r */ || toml.charCodeAt(ctx.p + 1) !== 0xa /* \n */)) {
            TomlError.x('each key-value declaration must be followed by an end-of-line', ctx);
        }
        skipVoid(ctx);
    }
    return res;
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/stringify.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */
let BARE_KEY = /^[a-z0-9-_]+$/i;
let HAS_WELLFORMED = !!(''.isWellFormed);
function extendedTypeOf(obj) {
    let type = typeof obj;
    if (type === 'object') {
        if (Array.isArray(obj))
            return 'array';
        if (typeof obj.getUTCDate === 'function' && obj instanceof Date)
            return 'date';
        if (globalThis.Temporal) {
            if (obj.until) {
                if (obj instanceof Temporal.ZonedDateTime)
                    return 'temporal/tz+uc';
                if (obj instanceof Temporal.PlainDateTime || obj instanceof Temporal.PlainDate)
                    return 'temporal/uc';
                if (obj instanceof Temporal.PlainTime || obj instanceof Temporal.Instant)
                    return 'temporal';
                if (obj instanceof Temporal.PlainYearMonth)
                    return 'temporal/x';
            }
            else if ((obj.toPlainDate && obj instanceof Temporal.PlainMonthDay) ||
                (obj.negated && obj instanceof Temporal.Duration)) {
                return 'temporal/x';
            }
        }
    }
    return type;
}
function isArrayOfTables(obj) {
    for (let i = 0; i < obj.length; i++) {
        if (extendedTypeOf(obj[i]) !== 'object')
            return false;
    }
    return obj.length != 0;
}
function formatWellFormedStringUnchecked(s) {
    return JSON.stringify(s).replaceAll('\x7f', '\\u007f');
}
function formatString(s) {
    return formatWellFormedStringUnchecked(HAS_WELLFORMED ? s.toWellFormed() : s);
}
function formatKey(s) {
    if (BARE_KEY.test(s))
        return s;
    if (HAS_WELLFORMED && !s.isWellFormed())
        throw new RangeError('key contains illegal lone surrogates');
    return formatWellFormedStringUnchecked(s);
}
function stringifyValue(val, type, depth, numberAsFloat, strictTemporal) {
    if (depth === 0) {
        throw new Error('Could not stringify the object: maximum object depth exceeded');
    }
    switch (type) {
        // @ts-expect-error -- intentional fallthrough case
        case 'number':
            if (isNaN(val))
                return 'nan';
            if (val === Infinity)
                return 'inf';
            if (val === -Infinity)
                return '-inf';
            if (Number.isInteger(val) && (numberAsFloat || !Number.isSafeInteger(val)))
                return val.toFixed(1);
        case 'bigint':
        case 'boolean':
        case 'temporal':
            return val.toString();
        case 'string':
            return formatString(val);
        case 'date':
            if (isNaN(val.getTime()))
                throw new TypeError('cannot serialize invalid date');
            return val.toISOString();
        case 'object':
            return stringifyInlineTable(val, depth, numberAsFloat, strictTemporal);
        case 'array':
            return stringifyArray(val, depth, numberAsFloat, strictTemporal);
        // @ts-expect-error -- intentional fallthrough case
        case 'temporal/tz+uc':
            if (strictTemporal) {
                let tz = val.timeZoneId;
                let tzc = tz.charCodeAt(0);
                if (
                // Classic offset
                tzc !== 0x2b /* + */ && tzc !== 0x2d /* - */ &&
                    (
                    // Fast pre-check pass; see below for the actually accepted values
                    (tzc !== 0x55 /* U */ && tzc !== 0x47 /* G */ && tzc !== 0x5a /* Z */ && tzc !== 0x45 /* E */) ||
                        (
                        // UTC and its aliases; Temporal implementations don't all canonicalise unfortunately
                        tz !== 'UTC' && tz !== 'UCT' && tz !== 'Universal' && tz !== 'Zulu' &&
                            // GMT is a TZ but it's for all intents and purposes equivalent to UTC. Safe to downgrade.
                            !tz.startsWith('GMT') && tz !== 'Greenwich' &&
                            // Etc/* are all safe to downgrade to offset (either UTC, GMT, or offset)
                            !tz.startsWith('Etc/')))) {
                    throw new TypeError('Temporal objects with an IANA timezone are not allowed in Temporal strict mode');
                }
            }
        case 'temporal/uc':
            if (strictTemporal && val.calendarId !== 'iso8601')
                throw new TypeError('Temporal objects with a non-default calendar are not allowed in Temporal strict mode');
            return val.toString({
                calendarName: 'never',
                timeZoneName: 'never',
            });
        case 'temporal/x':
            throw new TypeError('Unsupported ' + val[Symbol.toStringTag]);
    }
}
function stringifyInlineTable(obj, depth, numberAsFloat, strictTemporal) {
    let keys = Object.keys(obj);
    if (keys.length === 0)
        return '{}';
    let res = '{ ';
    for (let i = 0; i < keys.length; i++) {
        let k = keys[i];
        if (i)
            res += ', ';
        res += formatKey(k) + ' = ' + stringifyValue(obj[k], extendedTypeOf(obj[k]), depth - 1, numberAsFloat, strictTemporal);
    }
    return res + ' }';
}
function stringifyArray(array, depth, numberAsFloat, strictTemporal) {
    if (array.length === 0)
        return '[]';
    let res = '[ ';
    for (let i = 0; i < array.length; i++) {
        if (i)
            res += ', ';
        if (array[i] === null || array[i] === void 0) {
            throw new TypeError('arrays cannot contain null or undefined values');
        }
        res += stringifyValue(array[i], extendedTypeOf(array[i]), depth - 1, numberAsFloat, strictTemporal);
    }
    return res + ' ]';
}
function stringifyArrayTable(array, key, depth, numberAsFloat, strictTemporal) {
    if (depth === 0) {
        throw new Error('Could not stringify the object: maximum object depth exceeded');
    }
    let res = '';
    for (let i = 0; i < array.length; i++) {
        res += `${res && '\n'}[[${key}]]\n`;
        res += stringifyTable(0, array[i], key, depth, numberAsFloat, strictTemporal);
    }
    return res;
}
function stringifyTable(tableKey, obj, prefix, depth, numberAsFloat, strictTemporal) {
    if (depth === 0) {
        throw new Error('Could not stringify the object: maximum object depth exceeded');
    }
    let preamble = '';
    let tables = '';
    let keys = Object.keys(obj);
    for (let i = 0; i < keys.length; i++) {
        let k = keys[i];
        if (obj[k] !== null && obj[k] !== void 0) {
            let type = extendedTypeOf(obj[k]);
            if (type === 'symbol' || type === 'function') {
                throw new TypeError(`cannot serialize values of type '${type}'`);
            }
            let key = formatKey(k);
            if (type === 'array' && isArrayOfTables(obj[k])) {
                tables += (tables && '\n') + stringifyArrayTable(obj[k], prefix ? `${prefix}.${key}` : key, depth - 1, numberAsFloat, strictTemporal);
            }
            else if (type === 'object') {
                let tblKey = prefix ? `${prefix}.${key}` : key;
                tables += (tables && '\n') + stringifyTable(tblKey, obj[k], tblKey, depth - 1, numberAsFloat, strictTemporal);
            }
            else {
                preamble += key;
                preamble += ' = ';
                preamble += stringifyValue(obj[k], type, depth, numberAsFloat, strictTemporal);
                preamble += '\n';
            }
        }
    }
    if (tableKey && (preamble || !tables)) // Create table only if necessary
        preamble = preamble ? `[${tableKey}]\n${preamble}` : `[${tableKey}]`;
    return preamble && tables
        ? `${preamble}\n${tables}`
        : preamble || tables;
}
function stringify(obj, { maxDepth = 1000, numbersAsFloat = false, strictTemporal = false } = {}) {
    if (extendedTypeOf(obj) !== 'object') {
        throw new TypeError('stringify can only be called with an object');
    }
    let str = stringifyTable(0, obj, '', maxDepth, numbersAsFloat, strictTemporal);
    if (str[str.length - 1] !== '\n')
        return str + '\n';
    return str;
}

;// CONCATENATED MODULE: ./node_modules/smol-toml/dist/index.js
/*!
 * Copyright (c) Squirrel Chat et al., All rights reserved.
 * SPDX-License-Identifier: BSD-3-Clause
 *
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice, this
 *    list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the
 *    documentation and/or other materials provided with the distribution.
 * 3. Neither the name of the copyright holder nor the names of its contributors
 *    may be used to endorse or promote products derived from this software without
 *    specific prior written permission.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND
 * ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED
 * WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE
 * DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE
 * FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL
 * DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR
 * SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION) HOWEVER
 * CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY,
 * OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE
 * OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.
 */





/** @deprecated use `import * as ... from 'smol-toml'` instead */
/* harmony default export */ const dist = ({ parse: parse, stringify: stringify, TomlDate: TomlDate, TomlError: TomlError });

;// CONCATENATED MODULE: ./packages/registry/build/location.js




/**
 * Reads version 2 of containers-registries.conf(5). Only the `[[registry]]` tables matter here; short names are never guessed, so
 * `unqualified-search-registries` has no meaning.
 */
function parseRegistriesConf(text, file = 'registries.conf') {
    let document;
    try {
        document = parse(text);
    }
    catch (cause) {
        return { ok: false, error: [location_bad(file, `is no TOML: ${cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause)}`)] };
    }
    if (document['registries'] !== undefined)
        return { ok: false, error: [location_bad(file, 'is written in the old version 1, with [registries.…] tables')] };
    const tables = document['registry'] ?? [];
    if (!Array.isArray(tables))
        return { ok: false, error: [location_bad(file, 'has a "registry" that is no list of [[registry]] tables')] };
    const parsed = tables.map((table, position) => parseRule(table, file, position + 1));
    const problems = parsed.flatMap((result) => (result.ok ? [] : [result.error]));
    return problems.length > 0 ? { ok: false, error: problems } : (0,build.ok)(parsed.flatMap((result) => (result.ok ? [result.value] : [])));
}
function parseRule(table, file, position) {
    const text = (name) => String(table[name] ?? '').replace(/\/+$/, '');
    const location = text('location');
    const prefix = text('prefix') === '' ? location : text('prefix');
    if (prefix === '')
        return (0,build/* err */._q)(location_bad(file, `has a [[registry]] (number ${position}) without prefix and location`));
    if (location === '' && !prefix.startsWith('*.'))
        return (0,build/* err */._q)(location_bad(file, `has a [[registry]] for ${prefix} without a location`));
    const mirror = table['mirror'];
    const mirrors = Array.isArray(mirror) ? mirror.length : 0;
    return (0,build.ok)({ prefix, location, insecure: table['insecure'] === true, blocked: table['blocked'] === true, mirrors });
}
function location_bad(file, what) {
    const cure = 'Write [[registry]] tables with prefix and location, as containers-registries.conf(5) shows';
    return { code: 'E_REGISTRY_CONF', message: `${file} ${what}`, cure, at: { file } };
}
/**
 * Finds where a repository lives: the rule with the longest prefix decides (containers-registries.conf(5), "Remapping and mirroring").
 * The manual remaps pulls only. Here it also remaps pushes, because what was pushed has to be found again under the same name;
 * skopeo is therefore always given the resolved address.
 * @param serverUrl GITHUB_SERVER_URL, which names an own GitHub's registry
 */
function locate(rules, repository, serverUrl) {
    const full = renderRepository(repository);
    const github = isGithubRegistry(repository, serverUrl);
    const fitting = rules.map((rule) => ({ rule, length: matchLength(full, rule.prefix) })).filter(({ length }) => length > 0);
    const best = fitting.sort((one, other) => other.rule.prefix.length - one.rule.prefix.length)[0];
    if (best === undefined)
        return (0,build.ok)({ host: repository.registry, name: repository.name, insecure: isLoopbackRegistry(repository.registry), github });
    if (best.rule.blocked) {
        return (0,build/* err */._q)({ code: 'E_REGISTRY_BLOCKED', message: `${full} is blocked by the rule for ${best.rule.prefix}`, cure: 'Change the registries.conf' });
    }
    const moved = best.rule.location === '' ? full : best.rule.location + full.slice(best.length);
    const slash = moved.indexOf('/');
    if (slash === -1)
        return (0,build/* err */._q)({ code: 'E_REGISTRY_CONF', message: `the location of ${full} names no repository`, cure: 'Write a prefix that ends before the name' });
    const host = moved.slice(0, slash);
    return (0,build.ok)({ host, name: moved.slice(slash + 1), insecure: best.rule.insecure || isLoopbackRegistry(host), github });
}
/** How many characters of the name the prefix covers; it has to end where a component ends. */
function matchLength(full, prefix) {
    if (prefix.startsWith('*.')) {
        const host = full.slice(0, full.indexOf('/'));
        return host.replace(/:[0-9]+$/, '').endsWith(prefix.slice(1)) ? host.length : 0;
    }
    return full === prefix || full.startsWith(`${prefix}/`) ? prefix.length : 0;
}

;// CONCATENATED MODULE: ./packages/registry/build/manifests.js



const accept = { accept: manifestTypes.join(', ') };
function wanted(reference) {
    const found = reference.digest ?? reference.tag;
    if (found !== undefined)
        return found;
    throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_REFERENCE', message: `${renderReference(reference)} names neither a tag nor a digest`, cure: 'Add one' });
}
async function getManifest(exchange, location, reference) {
    const deed = `read ${renderReference(reference)}`;
    const path = `manifests/${wanted(reference)}`;
    const response = await exchange.send({ method: 'GET', location, path, access: 'pull', deed, headers: accept, limit: 8 * 1024 * 1024 });
    if (isAbsent(response))
        return undefined;
    if (response.status !== 200 || isWebPage(response))
        throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
    const type = response.headers['content-type']?.split(';')[0]?.trim();
    const served = type === undefined || type === '' || type === 'application/json' ? undefined : type;
    const parsed = parseManifest(response.body, served);
    if (!parsed.ok)
        throw (0,build/* refuse */.TR)({ ...parsed.error, message: `${renderReference(reference)}: ${parsed.error.message}` });
    const announced = response.headers['docker-content-digest'];
    for (const expected of [reference.digest, announced]) {
        if (expected?.startsWith('sha256:') === true && expected !== parsed.value.digest)
            throw (0,build/* refuse */.TR)(describeMismatch(reference, expected, parsed.value.digest));
    }
    return parsed.value;
}
async function headManifest(exchange, location, reference) {
    const deed = `look for ${renderReference(reference)}`;
    const response = await exchange.send({ method: 'HEAD', location, path: `manifests/${wanted(reference)}`, access: 'pull', deed, headers: accept });
    if (response.status === 404)
        return undefined;
    if (response.status !== 200 || isWebPage(response))
        throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
    const announced = response.headers['docker-content-digest'] ?? '';
    if (reference.digest !== undefined && announced === '')
        return reference.digest;
    // The header is optional in the specification: without it the bytes themselves have to say.
    return (0,build/* isDigest */.Bc)(announced) ? announced : (await getManifest(exchange, location, reference))?.digest;
}
async function putManifest(exchange, location, reference, manifest) {
    if (reference.digest !== undefined && reference.digest !== manifest.digest)
        throw (0,build/* refuse */.TR)(describeMismatch(reference, reference.digest, manifest.digest));
    const at = reference.tag ?? wanted(reference);
    const response = await sendManifest(exchange, location, reference, { at, manifest });
    checkWritten(response, location, reference, manifest);
    return response;
}
/** A PUT of the bytes at a tag or digest, and its answer, whatever it says. `query` begins with `?`. */
function sendManifest(exchange, location, reference, { at, query = '', manifest }) {
    const headers = { 'content-type': manifest.mediaType };
    const deed = `write ${renderReference(reference)}`;
    return exchange.send({ method: 'PUT', location, path: `manifests/${at}${query}`, access: 'pull,push', deed, headers, body: manifest.bytes });
}
/** Refuses when the registry did not confirm a write, or confirmed other bytes. */
function checkWritten(response, { host }, reference, manifest) {
    if (response.status !== 201 && response.status !== 200)
        throw (0,build/* refuse */.TR)(describeAnswer(response, `write ${renderReference(reference)}`, host));
    const confirmed = response.headers['docker-content-digest'];
    if (confirmed?.startsWith('sha256:') === true && confirmed !== manifest.digest)
        throw (0,build/* refuse */.TR)(describeMismatch(reference, manifest.digest, confirmed));
}

;// CONCATENATED MODULE: ./packages/registry/build/put-tags.js

/** What the specification asks a registry to take at least ("SHOULD support pushing at least 10 tags per request"). */
const mostTogether = 10;
/**
 * Makes tags name a manifest, in this order, with as few PUTs as can be had safely: a tag counts as written only by a PUT of its own, or
 * when the registry lists it in `OCI-Tag` (distribution specification, end-7b: `PUT manifests/<digest>?tag=a&tag=b`).
 *
 * Most registries answer 201 to that and create no tag, so it is tried only where it is likely: where a tag's own PUT was answered with
 * `OCI-Tag`, or where the host has shown that it keeps referrers itself. To send the query along with the first tag's own PUT would
 * tell without a request more, but the specification allows it with a digest only, and the registries that know it refuse it (400).
 */
async function putTags(exchange, location, repository, manifest, tags) {
    const traits = exchange.traits(location);
    let left = [...new Set(tags)];
    while (left.length > 0) {
        if (left.length > 1 && (traits.tagQuery ?? traits.referrers === 'api')) {
            const written = await putTogether(exchange, location, repository, manifest, left.slice(0, mostTogether));
            traits.tagQuery = written.size > 0;
            left = left.filter((tag) => !written.has(tag));
            continue;
        }
        const [tag, ...rest] = left;
        const response = await putManifest(exchange, location, { ...repository, tag }, manifest);
        if (readTags(response).has(tag))
            traits.tagQuery ??= true;
        left = rest;
    }
}
/** The tags that the registry acknowledged. A registry that does not understand the request has written nothing. */
async function putTogether(exchange, location, repository, manifest, tags) {
    const query = `?${tags.map((tag) => `tag=${encodeURIComponent(tag)}`).join('&')}`;
    const reference = { ...repository, digest: manifest.digest };
    const response = await sendManifest(exchange, location, reference, { at: manifest.digest, query, manifest });
    if (isNotUnderstood(response))
        return new Set();
    checkWritten(response, location, reference, manifest);
    const listed = readTags(response);
    return new Set(tags.filter((tag) => listed.has(tag)));
}
/** Also 414 and 431, for too many tags. What is wrong with the manifest itself, the PUT of the first tag says again. */
function isNotUnderstood({ status }) {
    return status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);
}
/** One list, over several headers or with commas. */
function readTags({ headers }) {
    const listed = (headers['oci-tag'] ?? '').split(',').map((tag) => tag.trim());
    return new Set(listed.filter((tag) => tag !== ''));
}

;// CONCATENATED MODULE: ./packages/registry/build/pages.js


/**
 * The answers of a paged list, one after the other (distribution specification, "Listing Tags": `Link: </v2/…>; rel="next"`, RFC 8288).
 * Ends after the first answer that is not 200, which the caller judges. Refuses pages that go round in a circle.
 */
async function* readPages(exchange, { location, path, query, deed, headers }) {
    const seen = new Set();
    for (let next = query; next !== undefined;) {
        if (seen.has(next))
            throw (0,build/* refuse */.TR)(describeContent(deed, location.host, 'its pages go round in a circle'));
        seen.add(next);
        const at = next === '' ? path : `${path}?${next}`;
        const response = await exchange.send({
            method: 'GET',
            location,
            path: at,
            access: 'pull',
            deed,
            ...(headers === undefined ? {} : { headers }),
        });
        yield response;
        next = response.status === 200 ? nextQuery(response.headers['link']) : undefined;
    }
}
function nextQuery(link) {
    const target = /<([^>]+)>\s*;[^,]*rel="?next"?/i.exec(link ?? '')?.[1];
    return target === undefined ? undefined : target.slice(target.indexOf('?') + 1);
}

;// CONCATENATED MODULE: ./packages/registry/build/referrers.js






/**
 * What refers to a digest (distribution specification, "Listing Referrers"), of one artifact type or of all. Where the registry does not
 * have that API, the index under the referrers tag is read instead; what is no index there counts as nothing, as the specification says.
 */
async function readReferrers(exchange, location, repository, subject, artifactType) {
    const found = (await readFromApi(exchange, location, repository, subject, artifactType)) ?? (await readFromTag(exchange, location, repository, subject));
    // The registry may ignore the filter (it says so by leaving out OCI-Filters-Applied), and a tag has none.
    return artifactType === undefined ? found : found.filter((descriptor) => descriptor.artifactType === artifactType);
}
/** Undefined where there is no such API. */
async function readFromApi(exchange, location, repository, subject, artifactType) {
    const traits = exchange.traits(location);
    if (traits.referrers === 'tag')
        return undefined;
    const deed = `list what refers to ${renderReference({ ...repository, digest: subject })}`;
    const query = artifactType === undefined ? '' : `artifactType=${encodeURIComponent(artifactType)}`;
    const found = [];
    for await (const response of readPages(exchange, { location, path: `referrers/${subject}`, query, deed, headers: { accept: mediaTypes.index } })) {
        if (isMissingApi(response)) {
            // A repository that is not there says nothing about the registry.
            if (readRegistryError(response.body)?.code !== 'NAME_UNKNOWN')
                traits.referrers = 'tag';
            return undefined;
        }
        if (response.status !== 200)
            throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
        const page = parseManifest(response.body, mediaTypes.index);
        if (!page.ok || page.value.kind !== 'index')
            throw (0,build/* refuse */.TR)(describeContent(deed, location.host, 'the answer is no list of referrers'));
        traits.referrers = 'api';
        found.push(...page.value.manifests);
    }
    return found;
}
/** The specification says 404. Registries that do not know the route also answer 400, 405 or 406, or with a page of their website. */
function isMissingApi(response) {
    return [400, 404, 405, 406, 501].includes(response.status) || (response.status === 200 && isWebPage(response));
}
async function readFromTag(exchange, location, repository, subject) {
    const manifest = await getManifest(exchange, location, { ...repository, tag: referrersTag(subject) });
    return manifest?.kind === 'index' ? manifest.manifests : [];
}
/**
 * Attaches an artifact to its subject: blobs, then the manifest by its digest, and the referrers tag where the registry did not answer
 * with `OCI-Subject` ("Pushing Manifests with Subject"). The same arguments make the same artifact, which is attached once.
 */
async function pushReferrer(exchange, location, repository, { layer, ...artifact }) {
    const { manifest, blobs } = buildArtifact({ ...artifact, layers: [layer] });
    for (const { bytes, descriptor } of blobs)
        await putBlob(exchange, location, repository, bytes, descriptor.mediaType);
    const response = await putManifest(exchange, location, { ...repository, digest: manifest.digest }, manifest);
    const traits = exchange.traits(location);
    if (response.headers['oci-subject'] === artifact.subject.digest)
        traits.referrers = 'api';
    else
        await enterIntoTag(exchange, location, repository, artifact.subject.digest, manifest);
    return describeReferrer(manifest);
}
/** The entry of an artifact in a list of referrers: it repeats type and annotations. */
function describeReferrer({ mediaType, digest, bytes, artifactType, config, annotations }) {
    const more = Object.keys(annotations).length === 0 ? {} : { annotations };
    return { mediaType, digest, size: bytes.length, artifactType: artifactType ?? config.mediaType, ...more };
}
const mostRounds = 10;
/** Milliseconds after a write until it is looked at: somebody who had read the list before may overwrite it within this time. */
const settling = 250;
/**
 * Adds an entry to the index under the referrers tag. No registry compares before it swaps, so a write may be overwritten by somebody who
 * read the list at the same time: the list is read again until the entry is in it. Two that meet wait differently long.
 * A registry that looks for what an index names refuses a list with an entry that a clean-up of untagged manifests took: such entries,
 * which refer to nothing any more, are left out then. Otherwise nothing could be attached to this subject ever again.
 */
async function enterIntoTag(exchange, location, repository, subject, artifact) {
    const reference = { ...repository, tag: referrersTag(subject) };
    const own = 1 + Number.parseInt(artifact.digest.slice(-2), 16) / 256;
    let gone = new Set();
    for (let round = 0; round < mostRounds; round += 1) {
        const list = await getManifest(exchange, location, reference);
        if (list !== undefined && list.kind !== 'index')
            throw (0,build/* refuse */.TR)(describeForeignTag(reference));
        if (list?.manifests.some(({ digest }) => digest === artifact.digest) === true)
            return;
        const longer = appendEntry(list, describeReferrer(artifact), gone);
        const response = await sendManifest(exchange, location, reference, { at: reference.tag, manifest: longer });
        const known = gone.size;
        if (list !== undefined && isContentMissing(response))
            gone = new Set([...gone, ...(await findGone(exchange, location, repository, list))]);
        if (gone.size > known)
            continue;
        checkWritten(response, location, reference, longer);
        await exchange.ports.clock.sleep(Math.round(settling * own * 2 ** Math.min(round, 4)));
    }
    const message = `the list of what refers to ${subject} (${renderReference(reference)}) was overwritten ${mostRounds} times`;
    const cure = 'Give the jobs that sign or describe this image one concurrency group, and run the job again';
    throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_RACE', message, cure });
}
function isContentMissing({ status, body }) {
    return status >= 400 && status < 500 && /^(?:MANIFEST_BLOB_UNKNOWN|MANIFEST_UNKNOWN|BLOB_UNKNOWN)$/.test(readRegistryError(body)?.code ?? '');
}
async function findGone(exchange, location, repository, list) {
    const gone = [];
    for (const { digest } of list.manifests)
        if ((await headManifest(exchange, location, { ...repository, digest })) === undefined)
            gone.push(digest);
    return gone;
}
/** The list with one entry more, without those that are gone; the others are kept as they were written. */
function appendEntry(list, entry, gone) {
    const before = list === undefined ? { schemaVersion: 2, mediaType: mediaTypes.index } : JSON.parse(new TextDecoder().decode(list.bytes));
    const entries = 'manifests' in before ? before.manifests : [];
    if (!Array.isArray(entries))
        throw new build/* Defect */.kl('an index that was parsed before has no list');
    const kept = entries.filter((each) => !gone.has(each.digest));
    const bytes = new TextEncoder().encode(JSON.stringify({ ...before, manifests: [...kept, entry] }));
    return { mediaType: list?.mediaType ?? mediaTypes.index, digest: (0,build/* digestOf */.ol)(bytes), bytes };
}
function describeForeignTag(reference) {
    const message = `${renderReference(reference)} is no list of referrers, but an image`;
    return { code: 'E_REGISTRY_REFERRERS', message, cure: 'Delete this tag: its name is reserved for what refers to an image' };
}

;// CONCATENATED MODULE: ./packages/registry/build/tags.js




/** All tags of a repository; one that is not there has none. */
async function listTags(exchange, location, repository) {
    const deed = `list the tags of ${renderRepository(repository)}`;
    const tags = [];
    for await (const response of readPages(exchange, { location, path: 'tags/list', query: 'n=1000', deed })) {
        if (isAbsent(response))
            return [];
        if (response.status !== 200 || isWebPage(response))
            throw (0,build/* refuse */.TR)(describeAnswer(response, deed, location.host));
        const page = readTagPage(response.body);
        if (page === undefined)
            throw (0,build/* refuse */.TR)(describeContent(deed, location.host, 'the answer is no list of tags'));
        tags.push(...page);
    }
    return tags;
}
function readTagPage(body) {
    try {
        const { tags } = JSON.parse(new TextDecoder().decode(body));
        // A repository whose last tag was deleted says null.
        if (tags === null || tags === undefined)
            return [];
        return Array.isArray(tags) ? tags.map(String) : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/registry/build/client.js










/** Opens the client as the job says: CONTAINERS_REGISTRIES_CONF is read where it is set. */
async function openRegistry(ports, credential) {
    const file = ports.job.variable('CONTAINERS_REGISTRIES_CONF');
    const { serverUrl } = ports.job;
    if (file === undefined || file === '')
        return createRegistry(ports, { credential, serverUrl });
    const rules = (0,build/* unwrap */.oA)(parseRegistriesConf(await readConf(ports, file), file));
    const ignored = rules.filter((rule) => rule.mirrors > 0).map((rule) => rule.prefix);
    if (ignored.length > 0)
        ports.log.info(`${file}: the mirrors of ${ignored.join(', ')} are not used, only locations are`);
    return createRegistry(ports, { rules, credential, serverUrl });
}
async function readConf(ports, file) {
    try {
        return await ports.files.readText(file);
    }
    catch (cause) {
        const cure = 'Name a file that is there, or unset the variable';
        throw (0,build/* refuse */.TR)({ code: 'E_REGISTRY_CONF', message: `CONTAINERS_REGISTRIES_CONF names ${file}, which cannot be read`, cure }, { cause });
    }
}
function createRegistry(ports, options = {}) {
    const exchange = new Exchange(ports, options);
    const at = (repository) => (0,build/* unwrap */.oA)(locate(options.rules ?? [], repository, options.serverUrl));
    const readBlob = (repository, descriptor) => getBlob(exchange, at(repository), repository, descriptor);
    const inTurn = createTurns();
    return {
        readManifest: (reference) => getManifest(exchange, at(reference), reference),
        readDigest: (reference) => headManifest(exchange, at(reference), reference),
        putManifest: async (reference, manifest) => void (await putManifest(exchange, at(reference), reference, manifest)),
        putTags: (repository, manifest, tags) => putTags(exchange, at(repository), repository, manifest, tags),
        listTags: (repository) => listTags(exchange, at(repository), repository),
        readBlob,
        streamBlob: (repository, descriptor) => streamBlob(exchange, at(repository), repository, descriptor),
        hasBlob: (repository, digest) => headBlob(exchange, at(repository), repository, digest),
        putBlob: (repository, bytes, mediaType) => putBlob(exchange, at(repository), repository, bytes, mediaType),
        readConfig: async (repository, manifest) => (0,build/* unwrap */.oA)(parseConfig(await readBlob(repository, manifest.config))),
        readReferrers: (repository, subject, artifactType) => readReferrers(exchange, at(repository), repository, subject, artifactType),
        // Two of ours that describe one subject at once would only overwrite each other's entries.
        pushReferrer: (repository, artifact) => {
            const place = renderReference({ ...repository, tag: referrersTag(artifact.subject.digest) });
            return inTurn(place, () => pushReferrer(exchange, at(repository), repository, artifact));
        },
        locate: at,
    };
}
/** Deeds at one place run one after the other; those at others at once. */
function createTurns() {
    const last = new Map();
    return (place, deed) => {
        const before = last.get(place) ?? Promise.resolve();
        const turn = before.then(deed, deed);
        last.set(place, turn);
        return turn;
    };
}

;// CONCATENATED MODULE: ./packages/registry/build/skopeo.js





/**
 * Copies an image with all its platforms and unchanged digests. skopeo moves the blobs; what it calls an error is classified here,
 * because its own `--retry-times` does not repeat a 500, 502 or 503. Rejects with a Refusal.
 */
async function copyImage(ports, registry, request) {
    const grants = [...grantOf(ports, registry, request.from, request.fromCredential), ...grantOf(ports, registry, request.to, request.toCredential)];
    await withAuthFile(ports, grants, async (authFile) => {
        const args = skopeoCopyArgs({ from: request.from, to: request.to, locate: (repository) => registry.locate(repository), authFile });
        for (let number = 1;; number += 1) {
            const result = await ports.exec.run('skopeo', args, { deadline: request.deadline ?? 20 * 60_000 });
            if (result.code === 0)
                return;
            const { transient, problem } = classifySkopeo(result, `copy ${renderPlace(request.from)} to ${renderPlace(request.to)}`);
            if (!transient || number >= host_build/* standardRetry */.Gv.tries)
                throw (0,build/* refuse */.TR)(problem);
            const wait = host_build/* standardRetry */.Gv.wait * 2 ** (number - 1);
            ports.log.info(`${problem.message}; try ${number + 1} of ${host_build/* standardRetry */.Gv.tries} in ${(wait / 1000).toFixed(1)} s`);
            await ports.clock.sleep(wait);
        }
    });
}
function grantOf(ports, registry, place, credential) {
    if (place.kind !== 'repository')
        return [];
    const location = registry.locate(place.repository);
    const allowed = guardAloud(ports.log, location, credential);
    return allowed === undefined ? [] : [{ location, credential: allowed }];
}
/** The arguments of one copy. Addresses are resolved here: skopeo follows registries.conf for sources only, or not at all. */
function skopeoCopyArgs(copy) {
    const insecure = (place) => place.kind === 'repository' && copy.locate(place.repository).insecure;
    return [
        'copy',
        '--all',
        // An archive has no digest yet that could be kept.
        ...(copy.from.kind === 'docker-archive' ? [] : ['--preserve-digests']),
        ...(copy.authFile === undefined ? [] : ['--authfile', copy.authFile]),
        ...(insecure(copy.from) ? ['--src-tls-verify=false'] : []),
        ...(insecure(copy.to) ? ['--dest-tls-verify=false'] : []),
        addressOf(copy.from, copy.locate),
        addressOf(copy.to, copy.locate),
    ];
}
function addressOf(place, resolve) {
    if (place.kind === 'layout')
        return `oci:${place.folder}`;
    if (place.kind === 'docker-archive')
        return `docker-archive:${place.file}`;
    const { host, name } = resolve(place.repository);
    return `docker://${host}/${name}${place.at.includes(':') ? '@' : ':'}${place.at}`;
}
function renderPlace(place) {
    if (place.kind !== 'repository')
        return place.kind === 'layout' ? place.folder : place.file;
    return `${place.repository.registry}/${place.repository.name}${place.at.includes(':') ? '@' : ':'}${place.at}`;
}
const lasting = [
    [/unauthorized|authentication required/i, 'E_REGISTRY_UNAUTHORIZED', 'Give a username and a token that the registry knows'],
    [/denied|forbidden|\b403\b/i, 'E_REGISTRY_DENIED', 'Grant the job "packages: write", and give the repository access in the package settings'],
    [/manifest unknown|name unknown|not found/i, 'E_REGISTRY_NOT_FOUND', 'See whether the image is there under this name'],
    [/x509|certificate/i, 'E_REGISTRY_TLS', "See whether the registry's certificate is valid"],
    [/no such host/i, 'E_REGISTRY_UNREACHABLE', "See whether the registry's name is right"],
    [/no space left/i, 'E_REGISTRY_SPACE', 'Make room on the disk of the runner or of the registry'],
    [
        /[Dd]igest.*(?:did not match|mismatch)|would change the manifest/i,
        'E_REGISTRY_DIGEST',
        'The image changed on the way: do not use it, and run the job again',
    ],
];
/** Says what skopeo's failure means, and whether another try may end otherwise. */
function classifySkopeo(result, deed) {
    const last = result.stderr.trim().split('\n').at(-1) ?? '';
    const said = /msg="((?:[^"\\]|\\.)*)"/.exec(last)?.[1]?.replaceAll('\\"', '"') ?? last;
    if (result.code === 127) {
        const cure = 'Install it: apt-get install skopeo, dnf install skopeo, or brew install skopeo';
        return { transient: false, problem: { code: 'E_REGISTRY_SKOPEO', message: `cannot ${deed}: skopeo is not installed`, cure } };
    }
    if (result.ended) {
        const cure = 'See whether the registry is slow, and run the job again';
        return { transient: false, problem: { code: 'E_REGISTRY_UNREACHABLE', message: `cannot ${deed}: skopeo did not end in time`, cure } };
    }
    const message = `cannot ${deed}: ${said}`;
    if (isPassingMessage(said)) {
        const cure = 'The registry or the network has a fault and every try met it: run the job again later';
        return { transient: true, problem: { code: 'E_REGISTRY_UNAVAILABLE', message, cure } };
    }
    const [, code, cure] = lasting.find(([pattern]) => pattern.test(said)) ?? [/./, 'E_REGISTRY_SKOPEO', 'See what skopeo says'];
    return { transient: false, problem: { code, message, cure } };
}

;// CONCATENATED MODULE: ./packages/registry/build/index.js






;// CONCATENATED MODULE: ./actions/builder-image/build/bases.js


/**
 * The digest behind the name of every base image: one HEAD each, none where the Containerfile writes the digest itself. A tag that
 * moves is a new input, so the key must not be made of the tag.
 */
async function resolveBases(registry, { bases, source }) {
    const digests = new Map();
    const problems = [];
    for (const { name, line } of bases) {
        const reference = (0,build/* unwrap */.oA)(parseReference(name));
        const digest = reference.digest ?? (await registry.readDigest(reference));
        if (digest !== undefined)
            digests.set(name, digest);
        else {
            const cure = 'See whether the name and the tag are right, and whether this job may read the repository';
            problems.push({ code: 'E_BUILDER_BASE', message: `the image ${name} is not there`, cure, at: { file: source.containerfile.file, line } });
        }
    }
    if (problems.length > 0)
        throw new build/* Refusal */.P_(problems);
    return digests;
}

;// CONCATENATED MODULE: ./packages/engine/build/can-run.js

const folder = '/proc/sys/fs/binfmt_misc';
/** ELF class, byte order and machine of each architecture (the psABI supplements; `EM_…` in elf.h). */
const machines = {
    '386': [32, true, 3],
    amd64: [64, true, 62],
    arm: [32, true, 40],
    arm64: [64, true, 183],
    loong64: [64, true, 258],
    mips64le: [64, true, 8],
    ppc64le: [64, true, 21],
    riscv64: [64, true, 243],
    s390x: [64, false, 22],
};
/**
 * Whether this machine executes programs of a platform inside a container: its own, i386 on x86-64, or one that binfmt_misc hands to
 * an interpreter with the flag F. Without that flag the interpreter would have to be in the image.
 */
async function canRun(ports, platform) {
    if (osOf(platform) !== 'linux')
        return false;
    const host = ports.job.platform.split('/')[1] ?? '';
    const wanted = architectureOf(platform);
    if (wanted === host || (wanted === '386' && host === 'amd64'))
        return true;
    const header = elfHeader(wanted);
    if (header === undefined)
        return false;
    return (await can_run_readEntries(ports.files)).some((entry) => matches(entry, header));
}
async function can_run_readEntries(files) {
    try {
        const names = (await files.list(folder)).filter((name) => name !== 'register' && name !== 'status');
        const texts = await Promise.all(names.map((name) => files.readText(`${folder}/${name}`)));
        return texts.flatMap((text) => parseBinfmt(text) ?? []);
    }
    catch {
        // Not mounted, or not Linux: nothing foreign is executed here.
        return [];
    }
}
/** Reads an entry as the kernel prints it; undefined when it is disabled, goes by file name, or lacks the flag F. */
function parseBinfmt(text) {
    const lines = text.split('\n');
    const field = (name) => lines
        .find((line) => line.startsWith(`${name} `))
        ?.slice(name.length + 1)
        .trim() ?? '';
    const magic = field('magic');
    if (lines[0]?.trim() !== 'enabled' || magic === '' || !field('flags:').includes('F'))
        return undefined;
    const bytes = Buffer.from(magic, 'hex');
    const mask = field('mask');
    return { offset: Number(field('offset') || '0'), magic: bytes, mask: mask === '' ? Buffer.alloc(bytes.length, 0xff) : Buffer.from(mask, 'hex') };
}
/** The first 20 bytes of an executable: identification, type EXEC, machine. */
function elfHeader(architecture) {
    const known = machines[architecture];
    if (known === undefined)
        return undefined;
    const [bits, little, machine] = known;
    const header = Buffer.alloc(20);
    header.set([0x7f, 0x45, 0x4c, 0x46, bits === 64 ? 2 : 1, little ? 1 : 2, 1]);
    const write = (value, at) => (little ? header.writeUInt16LE(value, at) : header.writeUInt16BE(value, at));
    write(2, 16);
    write(machine, 18);
    return header;
}
function matches({ offset, magic, mask }, header) {
    if (offset + magic.length > header.length)
        return false;
    return magic.every((byte, position) => ((header[offset + position] ?? 0) & (mask[position] ?? 0xff)) === byte);
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
;// CONCATENATED MODULE: ./packages/engine/build/plan-run.js

/** Where the target's root file system stands in cross mode. */
const sysroot = '/sysroot';
const triplets = {
    '386': 'i686-linux-gnu',
    amd64: 'x86_64-linux-gnu',
    arm: 'arm-linux-gnueabihf',
    arm64: 'aarch64-linux-gnu',
    loong64: 'loongarch64-linux-gnu',
    mips64le: 'mips64el-linux-gnuabi64',
    ppc64le: 'powerpc64le-linux-gnu',
    riscv64: 'riscv64-linux-gnu',
    s390x: 's390x-linux-gnu',
};
/** Debian's name of a platform, which is also the prefix of its cross compilers (wiki.debian.org/Multiarch/Tuples). */
function crossTriplet(platform) {
    return triplets[architectureOf(platform)];
}
/** Decides how a command for a platform runs in a multi-platform image: its own image where that works, else cross mode. */
function planRun({ target, host, executable, children }) {
    if (osOf(target) !== 'linux')
        return refused(`${target} is no platform of containers`, 'Build it outside of a container');
    if (!children.includes(target))
        return refused(`the image has no ${target}, only ${children.join(', ')}`, `Add ${target} to the platforms of the builder image`);
    if (target === host)
        return ok({ mode: 'native', platform: target, env: {}, note: `runs natively on ${host}` });
    if (executable)
        return ok({ mode: 'emulated', platform: target, env: {}, note: `${host} executes ${target} through binfmt_misc, slowly` });
    if (!children.includes(host)) {
        return refused(`${host} cannot execute ${target}, and the image has no ${host} to build with`, 'Use a runner of that platform, or register QEMU on this one');
    }
    const triplet = crossTriplet(target) ?? '';
    const note = `${host} cannot execute ${target}: the ${host} image runs, and the files of ${target} are mounted read-only at ${sysroot}`;
    return ok({ mode: 'cross', platform: host, sysroot: target, env: { SYSROOT: sysroot, CROSS_TRIPLET: triplet }, note });
}
function refused(message, cure) {
    return err({ code: 'E_ENGINE_PLATFORM', message, cure });
}

;// CONCATENATED MODULE: ./packages/engine/build/buildah-args.js


function storageArgs({ root, runRoot, driver }) {
    return ['--root', root, '--runroot', runRoot, '--storage-driver', driver];
}
/** `--name=value` for each entry, sorted, so that equal requests are equal commands. */
function each(flag, values) {
    return Object.keys(values)
        .sort()
        .flatMap((name) => [flag, `${name}=${values[name] ?? ''}`]);
}
/** What buildah and podman, which builds with buildah's code, have in common. */
function buildFlags(request, tag, host) {
    // Unlike BuildKit they give a global ARG no value of its own: FROM --platform=$BUILDPLATFORM needs it as an argument.
    const buildArguments = { BUILDPLATFORM: host, ...request.buildArguments };
    return [
        '--format',
        'oci',
        // Not --arch, which leaves TARGETARCH at the host's.
        '--platform',
        request.platform,
        '--file',
        request.containerfile,
        '--tag',
        tag,
        ...(request.sourceDateEpoch === undefined ? [] : ['--timestamp', String(request.sourceDateEpoch)]),
        ...(request.target === undefined ? [] : ['--target', request.target]),
        ...(request.ignoreFile === undefined ? [] : ['--ignorefile', request.ignoreFile]),
        ...each('--build-arg', buildArguments),
        ...each('--label', request.labels ?? {}),
    ];
}
function buildahBuildArgs(request, tag, host, authFile) {
    return ['build', '--isolation', 'chroot', ...authArgs(authFile), ...buildFlags(request, tag, host), request.context];
}
function authArgs(authFile) {
    return authFile === undefined ? [] : ['--authfile', authFile];
}
/** For `pull` and `from`: platform, sign-in, and plain HTTP for a registry on this machine. */
function pullFlags(image, platform, authFile) {
    return ['--platform', platform, ...authArgs(authFile), ...(isLoopbackRegistry(image.registry) ? ['--tls-verify=false'] : [])];
}
/** @param foreign the name of the sysroot's image in the storage */
function buildahRunArgs(request, container, foreign) {
    const mounts = request.mounts.flatMap(({ source, target, readOnly }) => ['--volume', `${source}:${target}${readOnly === true ? ':ro' : ''}`]);
    const lent = foreign === undefined ? [] : ['--mount', `type=bind,from=${foreign},src=/,dst=${sysroot},ro`];
    return [
        'run',
        '--isolation',
        'chroot',
        ...mounts,
        ...lent,
        ...each('--env', request.env),
        ...(request.workdir === undefined ? [] : ['--workingdir', request.workdir]),
        ...(request.user === undefined ? [] : ['--user', request.user]),
        container,
        '--',
        ...request.command,
    ];
}

;// CONCATENATED MODULE: ./packages/engine/build/engine.js
const hour = 60 * 60_000;
/** For commands that take back what was begun: a cancelled job needs them most. */
const takeBack = { evenIfCancelled: true, deadline: 60_000 };

;// CONCATENATED MODULE: ./packages/engine/build/image-source.js



function isLayout(source) {
    return 'layout' in source;
}
/** For messages. */
function renderSource(source) {
    return isLayout(source) ? `${source.digest} in ${source.layout}` : renderReference(source);
}
/**
 * Gives a layout a name that nothing else has. The containers library makes the path behind `oci:` the name of the image: it refuses
 * capital letters, a ":" would begin a tag, and another layout that came to the same path would get the first one's name.
 * Rejects with a Refusal when the layout does not hold that image, or not for that platform.
 */
async function nameLayout(ports, scratch, image, platform) {
    await checkLayout(ports.files, image, platform);
    const folder = `${scratch}/layouts`;
    const name = `slipway-${ports.random(8)}`;
    await ports.files.makeFolder(folder);
    const linked = await ports.exec.run('ln', ['-sfn', '--', image.layout, `${folder}/${name}`]);
    if (linked.code === 0)
        return { folder, name };
    throw (0,build/* refuse */.TR)({
        code: 'E_ENGINE_LAYOUT',
        message: `cannot link to ${image.layout}: ${linked.stderr.trim()}`,
        cure: 'See whether the disk is full or read-only',
    });
}
async function checkLayout(files, { layout, digest }, platform) {
    const { manifest, config } = await layout_readLayoutImage(await layout_openLayout((path) => files.readBytes(`${layout}/${path}`)));
    const cure = 'Name the image that the layout holds, for the platform that its config says';
    if (manifest.digest !== digest)
        throw (0,build/* refuse */.TR)({ code: 'E_ENGINE_LAYOUT', message: `${layout} holds ${manifest.digest}, not ${digest}`, cure });
    if (config.platform !== platform)
        throw (0,build/* refuse */.TR)({ code: 'E_ENGINE_PLATFORM', message: `the image in ${layout} says that it is ${config.platform}, not ${platform}`, cure });
}
/** `pull` of buildah and podman: the image's id, which is the digest of its config and so names nothing else. */
async function pullLayout(engine, { folder, name }, exec) {
    const deed = `take the image from the layout ${name}`;
    const said = mustSucceed(engine, await exec(['pull', '--quiet', `oci:${name}`], { cwd: folder }), deed).stdout.trim();
    const id = said
        .split('\n')
        .at(-1)
        ?.replace(/^sha256:/, '') ?? '';
    if (/^[0-9a-f]{64}$/.test(id))
        return id;
    throw (0,build/* refuse */.TR)({ code: 'E_ENGINE_FAILED', message: `cannot ${deed}: ${engine} told no id, but "${said}"`, cure: `See whether ${engine} works by hand` });
}

;// CONCATENATED MODULE: ./packages/engine/build/failures.js



const known = [
    [
        /exec format error/i,
        'E_ENGINE_FOREIGN',
        'Write FROM --platform=$BUILDPLATFORM and cross-compile, register QEMU (docker/setup-qemu-action), or build on a runner of that platform',
    ],
    [/no space left/i, 'E_ENGINE_SPACE', 'Make room on the disk of the runner'],
    [/unauthorized|authentication required|denied|forbidden/i, 'E_ENGINE_DENIED', 'Give a token that may read the image, and grant the job "packages: read"'],
    [/manifest unknown|name unknown|not found: manifest|no image found/i, 'E_ENGINE_NO_IMAGE', 'See whether the image is there for this platform'],
    [
        /operation not permitted|permission denied|must be run as root/i,
        'E_ENGINE_RIGHTS',
        'Give the runner the rights that the engine needs, or choose another engine',
    ],
];
/** What an engine's failure means. The last line that it wrote says most, unless it is docker's hint to its help. */
function describeEngineFailure(engine, result, deed) {
    const lines = result.stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith("See '"));
    const said = lines.at(-1)?.trim() ?? '';
    if (result.ended)
        return { code: 'E_ENGINE_TIME', message: `cannot ${deed}: ${engine} did not end in time`, cure: 'Give it more time, or see where it stands still' };
    const [, code, cure] = known.find(([pattern]) => pattern.test(result.stderr)) ?? [/./, 'E_ENGINE_FAILED', `See what ${engine} wrote above`];
    return { code, message: `cannot ${deed}: ${engine} ended with ${result.code}${said === '' ? '' : `: ${said}`}`, cure };
}
/** Throws a Refusal unless the command ended well. */
function mustSucceed(engine, result, deed) {
    if (result.code === 0 && !result.ended)
        return result;
    throw (0,build/* refuse */.TR)(describeEngineFailure(engine, result, deed));
}
/** The engine works, but the program cannot be started: it is not in the image, or of another platform. */
function startFailure({ command, image }, result) {
    const said = /(?:process failed to start with error|unable to start container process): (.*?)(?:process exited|$)/m.exec(result.stderr)?.[1] ??
        result.stderr.trim().split('\n').at(-1);
    const message = `cannot start ${command[0]} in ${renderSource(image)}: ${said}`;
    const foreign = known.find(([pattern, code]) => code === 'E_ENGINE_FOREIGN' && pattern.test(result.stderr));
    const [, code, cure] = foreign ?? [/./, 'E_ENGINE_COMMAND', 'See whether the image holds the program'];
    return (0,build/* refuse */.TR)({ code, message, cure });
}
const tries = 4;
/** Pulls until it works or the reason is one that stays. */
async function pullPatiently(ports, engine, image, pull) {
    for (let number = 1;; number += 1) {
        const result = await pull();
        const again = result.code !== 0 && !result.ended && number < tries && isPassingMessage(result.stderr);
        if (!again)
            return mustSucceed(engine, result, `pull ${image}`);
        const wait = 1000 * 2 ** (number - 1);
        ports.log.info(`${engine} could not pull ${image}; try ${number + 1} of ${tries} in ${wait / 1000} s`);
        await ports.clock.sleep(wait);
    }
}
/** Mounts that an engine's own syntax would misread. */
function checkMounts(mounts) {
    const paths = mounts.flatMap(({ source, target }) => [source, target]);
    return paths
        .filter((path) => !path.startsWith('/') || /[,:\n]/.test(path))
        .map((path) => ({ code: 'E_ENGINE_MOUNT', message: `"${path}" cannot be mounted`, cure: 'Use an absolute path without "," and ":"' }));
}

;// CONCATENATED MODULE: ./packages/engine/build/resolve-inside.js

const mostLinks = 40;
/** Follows a path in a root file system that is mounted at `root`. Links stay inside, as they would for a program that runs there. */
async function resolveInside(files, root, path) {
    const rest = path.split('/').filter((part) => part !== '' && part !== '.');
    const walked = [];
    let links = 0;
    for (let part = rest.shift(); part !== undefined; part = rest.shift()) {
        if (part === '..') {
            walked.pop();
            continue;
        }
        const info = await files.info([root, ...walked, part].join('/'));
        if (info === undefined)
            throw (0,build/* refuse */.TR)({ code: 'E_ENGINE_PATH', message: `${path} is not in the image`, cure: 'See where the image keeps the file' });
        if (info.kind !== 'link') {
            walked.push(part);
            continue;
        }
        links += 1;
        if (links > mostLinks)
            throw (0,build/* refuse */.TR)({ code: 'E_ENGINE_PATH', message: `${path} goes round in a circle of links`, cure: 'Repair the links in the image' });
        const target = info.target ?? '';
        if (target.startsWith('/'))
            walked.length = 0;
        rest.unshift(...target.split('/').filter((each) => each !== '' && each !== '.'));
    }
    return [root, ...walked].join('/');
}

;// CONCATENATED MODULE: ./packages/engine/build/buildah.js









/** buildah with `--isolation chroot`: it needs no daemon, no cgroups and no network namespace, and so works inside other containers too. */
function createBuildah(context) {
    return {
        name: 'buildah',
        build: (request) => buildah_build(context, request),
        run: (request) => run(context, request),
        extract: (request) => extract(context, request),
        [Symbol.asyncDispose]: () => removeStorage(context),
    };
}
/** Without a namespace a daemon that a step starts would survive the end of its process group. */
const namespace = ['--pid', '--fork', '--kill-child', '--mount-proc', '--'];
function execBuildah(context, args, options = {}) {
    return context.ports.exec.run('buildah', [...storageArgs(context.storage), ...args], options);
}
function execIsolated(context, args, options) {
    if (!context.isolated)
        return execBuildah(context, args, options);
    return context.ports.exec.run('unshare', [...namespace, 'buildah', ...storageArgs(context.storage), ...args], options);
}
async function canIsolate(ports) {
    return (await ports.exec.run('unshare', [...namespace, 'true'], { deadline: 10_000 })).code === 0;
}
async function buildah_build(context, request) {
    const tag = `localhost/slipway:${context.ports.random(8)}`;
    const folder = `${request.output}/layout`;
    if (request.cache !== undefined)
        context.ports.log.info('buildah has no cache that it could hand on to other machines: everything is built');
    const args = buildahBuildArgs(request, tag, context.host, context.authFile);
    mustSucceed('buildah', await execIsolated(context, args, { output: 'stream', deadline: request.deadline ?? hour }), `build for ${request.platform}`);
    mustSucceed('buildah', await execBuildah(context, ['push', '--quiet', tag, `oci:${folder}`]), `write ${folder}`);
    await execBuildah(context, ['rmi', '--force', tag], takeBack);
    return { kind: 'layout', folder };
}
async function run(context, request) {
    const found = checkMounts(request.mounts);
    if (found.length > 0)
        throw new build/* Refusal */.P_(found);
    const foreign = request.sysroot === undefined ? undefined : await pull(context, request.sysroot.image, request.sysroot.platform);
    const container = await createContainer(context, request.image, request.platform);
    try {
        const deadline = request.deadline ?? hour;
        const result = await execIsolated(context, buildahRunArgs(request, container, foreign), { output: 'stream', deadline });
        // buildah's own failure and a command's code 1 look alike, except for this line, which a busy machine loses now and then.
        const unstarted = /process failed to start|error running container/i.test(result.stderr) || (result.code === 1 && (await lacksProgram(context, container, request)));
        if (!result.ended && unstarted)
            throw startFailure(request, result);
        return result;
    }
    finally {
        await execBuildah(context, ['rm', container], takeBack);
    }
}
/** Whether the program, where it is named by its whole path, is neither in the container nor in what is mounted there. */
async function lacksProgram(context, container, { command, mounts }) {
    const [program = ''] = command;
    const lent = [sysroot, ...mounts.map(({ target }) => target)];
    if (!program.startsWith('/') || lent.some((folder) => program.startsWith(`${folder}/`)))
        return false;
    const mounted = await execBuildah(context, ['mount', container]);
    if (mounted.code !== 0)
        return false;
    try {
        await resolveInside(context.ports.files, mounted.stdout.trim(), program);
        return false;
    }
    catch (error) {
        if (error instanceof build/* Refusal */.P_)
            return true;
        throw error;
    }
    finally {
        await execBuildah(context, ['umount', container], takeBack);
    }
}
/** @returns the image's name in the storage */
async function pull(context, image, platform) {
    if (isLayout(image)) {
        const place = await nameLayout(context.ports, context.folder, image, platform);
        return pullLayout('buildah', place, (args, options) => execBuildah(context, args, options));
    }
    const name = renderReference(image);
    const args = ['pull', '--quiet', '--policy', 'missing', ...pullFlags(image, platform, context.authFile), name];
    await pullPatiently(context.ports, 'buildah', name, () => execBuildah(context, args));
    return name;
}
async function createContainer(context, image, platform) {
    const name = await pull(context, image, platform);
    const container = `slipway-${context.ports.random(8)}`;
    const flags = isLayout(image) ? ['--pull-never'] : pullFlags(image, platform, context.authFile);
    mustSucceed('buildah', await execBuildah(context, ['from', '--quiet', '--name', container, ...flags, name]), `make a container of ${renderSource(image)}`);
    return container;
}
async function extract(context, request) {
    const container = await createContainer(context, request.image, request.platform);
    try {
        const mounted = mustSucceed('buildah', await execBuildah(context, ['mount', container]), `open ${renderSource(request.image)}`).stdout.trim();
        for (const path of request.paths) {
            await context.ports.files.copy(await resolveInside(context.ports.files, mounted, path), `${request.to}/${(0,external_node_path_.basename)(path)}`);
        }
    }
    finally {
        await execBuildah(context, ['umount', container], takeBack);
        await execBuildah(context, ['rm', container], takeBack);
    }
}
async function removeStorage(context) {
    await execBuildah(context, ['rm', '--all'], takeBack);
    try {
        await context.ports.files.remove(context.folder);
    }
    catch {
        // Files of a rootless store belong to sub-ids, which only its own user namespace may delete.
        await context.ports.exec.run('buildah', ['unshare', 'rm', '-rf', '--', context.folder], takeBack);
    }
}

;// CONCATENATED MODULE: ./packages/engine/build/container-args.js




/**
 * @param tag what docker's own store shall call the image
 * @param cached whether the request's cache can be had
 */
function dockerBuildArgs(request, tag, builder, cached) {
    if (request.ignoreFile !== undefined && request.ignoreFile !== `${request.containerfile}.dockerignore`)
        throw new build/* Defect */.kl(`BuildKit reads ${request.containerfile}.dockerignore, and was given ${request.ignoreFile}`);
    const epoch = request.sourceDateEpoch === undefined ? {} : { SOURCE_DATE_EPOCH: String(request.sourceDateEpoch) };
    return [
        ...(builder === 'classic' ? ['build'] : ['buildx', 'build']),
        // --load: a builder in a container of its own would otherwise keep the image to itself.
        ...(builder === 'layouts' ? ['--output', layoutOutput(request)] : [...(builder === 'buildx' ? ['--load'] : []), '--tag', tag]),
        '--progress',
        'plain',
        '--platform',
        request.platform,
        '--file',
        request.containerfile,
        ...(request.target === undefined ? [] : ['--target', request.target]),
        ...(cached && request.cache !== undefined ? cacheArgs(request.cache.scope) : []),
        ...each('--build-arg', { ...epoch, ...request.buildArguments }),
        ...each('--label', request.labels ?? {}),
        request.context,
    ];
}
/** BuildKit's exporter (docs/exporters/oci-docker): a folder instead of an archive; times of files are only changed when that is asked for. */
function layoutOutput({ output, sourceDateEpoch }) {
    return fields('type=oci', `dest=${output}/layout`, 'tar=false', ...(sourceDateEpoch === undefined ? [] : ['rewrite-timestamp=true']));
}
/**
 * GitHub's cache (docs/cache/backends/gha). buildx takes the token and the address from ACTIONS_RUNTIME_TOKEN, ACTIONS_RESULTS_URL and
 * ACTIONS_CACHE_SERVICE_V2 of its environment, where a JavaScript action has them, and hands them on outside of argv.
 */
function cacheArgs(scope) {
    return ['--cache-from', fields('type=gha', `scope=${scope}`), '--cache-to', fields('type=gha', `scope=${scope}`, 'mode=max')];
}
/** buildx reads such an argument as one line of CSV (RFC 4180). */
function fields(...texts) {
    return texts.map((text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',');
}
function podmanBuildArgs(request, tag, host, authFile) {
    // Its layer cache would hand out an image of another time, and the digest would depend on what the machine built before.
    return ['build', '--layers=false', ...authArgs(authFile), ...buildFlags(request, tag, host), request.context];
}
function podmanPullArgs(image, platform, authFile) {
    return ['pull', '--quiet', ...pullFlags(image, platform, authFile), renderReference(image)];
}
/** `run` of docker and podman. The image's entry point is put aside: the command is the command. */
function runArgs(engine, request, container, { image, foreign }) {
    const [program, ...rest] = request.command;
    const mounts = request.mounts.flatMap(({ source, target, readOnly }) => bind(source, target, readOnly === true));
    return [
        'run',
        '--rm',
        '--name',
        container,
        // A first process that passes signals on and reaps what its children leave; podman would need a further package for it.
        ...(engine === 'docker' ? ['--init'] : []),
        '--pull',
        'never',
        '--platform',
        request.platform,
        // Where SELinux separates containers, it would keep them from what is mounted. Giving the mounts labels of their own (`:z`) would label
        // the machine's own folders anew, the Go toolchain's among them.
        '--security-opt',
        'label=disable',
        ...mounts,
        ...sysrootArgs(engine, foreign),
        ...each('--env', request.env),
        ...(request.workdir === undefined ? [] : ['--workdir', request.workdir]),
        ...(request.user === undefined ? [] : ['--user', request.user]),
        '--entrypoint',
        program,
        image,
        ...rest,
    ];
}
function bind(source, target, readOnly) {
    return ['--mount', `type=bind,source=${source},target=${target}${readOnly ? ',readonly' : ''}`];
}
function sysrootArgs(engine, foreign) {
    if (foreign === undefined)
        return [];
    return engine === 'docker' ? bind(foreign, sysroot, true) : ['--mount', `type=image,source=${foreign},destination=${sysroot},rw=false`];
}

;// CONCATENATED MODULE: ./packages/engine/build/load-layout.js



/** Gives docker or podman the image of a layout, once; answers with what they call it. */
async function loadLayout(context, image, platform) {
    const place = await nameLayout(context.ports, context.folder, image, platform);
    const loaded = context.loaded.get(image.digest) ?? (await (context.name === 'docker' ? loadWithDocker : loadWithPodman)(context, image, place));
    context.loaded.set(image.digest, loaded);
    return loaded.name;
}
async function loadWithPodman(context, _, place) {
    const name = await pullLayout('podman', place, (args, options) => context.ports.exec.run('podman', args, options));
    return { name, tag: `localhost/${place.name}` };
}
/** docker takes archives of its own form only, which skopeo writes. */
async function loadWithDocker(context, image, { folder, name }) {
    const { ports, folder: scratch } = context;
    const tag = `localhost/${name}:latest`;
    const file = `${scratch}/image.tar`;
    const copied = await ports.exec.run('skopeo', ['copy', '--quiet', `oci:${name}`, `docker-archive:${file}:${tag}`], { cwd: folder });
    if (copied.code !== 0)
        throw (0,build/* refuse */.TR)(describeCopy(image, copied));
    try {
        mustSucceed('docker', await ports.exec.run('docker', ['load', '--quiet', '--input', file]), `load ${renderSource(image)}`);
    }
    finally {
        await ports.files.remove(file);
    }
    return { name: tag, tag };
}
function describeCopy(image, { code, stderr }) {
    if (code === 127) {
        const message = 'docker takes an image from a layout through skopeo only, which is not installed';
        return { code: 'E_ENGINE_SKOPEO', message, cure: 'Install skopeo (apt-get install skopeo), or set the input engine to podman or buildah' };
    }
    const said = stderr.trim().split('\n').at(-1) ?? '';
    return { code: 'E_ENGINE_LAYOUT', message: `cannot read ${renderSource(image)}: skopeo ended with ${code}: ${said}`, cure: 'Make the layout again' };
}

;// CONCATENATED MODULE: ./packages/engine/build/container-engine.js








/** docker or podman: the two take the same words for most things. */
function createContainerEngine(context) {
    return {
        name: context.name,
        build: (request) => (context.name === 'docker' ? buildWithDocker(context, request) : buildWithPodman(context, request)),
        run: (request) => container_engine_run(context, request),
        extract: (request) => container_engine_extract(context, request),
        [Symbol.asyncDispose]: () => dispose(context),
    };
}
async function dispose(context) {
    for (const { tag } of context.loaded.values())
        await exec(context, ['image', 'rm', tag], takeBack);
    await context.ports.files.remove(context.folder);
}
function exec(context, args, options = {}) {
    return context.ports.exec.run(context.name, args, options);
}
async function must(context, deed, args, options = {}) {
    return mustSucceed(context.name, await exec(context, args, options), deed);
}
async function buildWithDocker(context, request) {
    const { builder, ports } = context;
    const missing = request.cache === undefined ? undefined : whyNoCache(context);
    if (missing !== undefined)
        ports.log.info(`the cache is left out: ${missing}`);
    const tag = `localhost/slipway:${ports.random(8)}`;
    const env = { DOCKER_BUILDKIT: '1', BUILDX_NO_DEFAULT_ATTESTATIONS: '1' };
    const options = { env, output: 'stream', deadline: request.deadline ?? hour };
    await must(context, `build for ${request.platform}`, dockerBuildArgs(request, tag, builder, missing === undefined), options);
    if (builder === 'layouts')
        return { kind: 'layout', folder: `${request.output}/layout` };
    const file = `${request.output}/image.tar`;
    await must(context, `write ${file}`, ['save', '--output', file, tag]);
    await exec(context, ['image', 'rm', tag], takeBack);
    return { kind: 'docker-archive', file };
}
/** buildx itself would drop such a cache without a word, or fail. */
function whyNoCache({ builder, ports }) {
    if (builder !== 'layouts')
        return "docker's own image store takes none (docker/setup-buildx-action makes a builder that does)";
    const missing = ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL'].filter((name) => (ports.job.variable(name) ?? '') === '');
    return missing.length === 0 ? undefined : `a runner gives its actions ${missing.join(' and ')}, and here is none`;
}
async function buildWithPodman(context, request) {
    const tag = `localhost/slipway:${context.ports.random(8)}`;
    const options = { output: 'stream', deadline: request.deadline ?? hour };
    if (request.cache !== undefined)
        context.ports.log.info('podman has no cache that it could hand on to other machines: everything is built');
    await must(context, `build for ${request.platform}`, podmanBuildArgs(request, tag, context.host, context.authFile), options);
    const folder = `${request.output}/layout`;
    await must(context, `write ${folder}`, ['push', '--quiet', tag, `oci:${folder}`]);
    await exec(context, ['image', 'rm', tag], takeBack);
    return { kind: 'layout', folder };
}
/** @returns what the engine calls the image */
async function container_engine_pull(context, image, platform) {
    if (isLayout(image))
        return loadLayout(context, image, platform);
    const name = renderReference(image);
    const args = context.name === 'podman' ? podmanPullArgs(image, platform, context.authFile) : [...signIn(context), 'pull', '--quiet', '--platform', platform, name];
    await pullPatiently(context.ports, context.name, name, () => exec(context, args));
    return name;
}
function signIn({ authFile, folder, endpoint }) {
    if (authFile === undefined)
        return [];
    return ['--config', `${folder}/docker`, ...(endpoint === undefined ? [] : ['--host', endpoint])];
}
async function container_engine_run(context, request) {
    const found = checkMounts(request.mounts);
    if (found.length > 0)
        throw new build/* Refusal */.P_(found);
    const image = await container_engine_pull(context, request.image, request.platform);
    const foreign = request.sysroot === undefined ? undefined : await provideRoot(context, request.sysroot);
    const name = `slipway-${context.ports.random(8)}`;
    const args = runArgs(context.name, request, name, { image, foreign });
    const result = await exec(context, args, { output: 'stream', deadline: request.deadline ?? hour });
    // What ends the client does not end the container.
    if (result.ended)
        await exec(context, ['rm', '--force', name], takeBack);
    // 125: the engine itself failed; 126 and 127 may also be the command's own (docker-run(1), podman-run(1), "EXIT STATUS").
    if (!result.ended && result.code === 125)
        mustSucceed(context.name, result, `run ${request.command[0]}`);
    if ((result.code === 126 || result.code === 127) &&
        /unable to start container process|OCI runtime attempted|FATAL tini .* exec .* failed/.test(result.stderr))
        throw startFailure(request, result);
    return result;
}
async function provideRoot(context, { image, platform }) {
    const name = await container_engine_pull(context, image, platform);
    return context.name === 'docker' ? exportRoot(context, { image, platform }, name) : name;
}
/** docker mounts no image: its files are written to a folder first. Device nodes are left out, which only root may make. */
async function exportRoot(context, root, name) {
    const deed = `take the files out of ${renderSource(root.image)}`;
    const archive = `${context.folder}/sysroot.tar`;
    const folder = `${context.folder}/sysroot`;
    await context.ports.files.makeFolder(folder);
    await withContainer(context, root, name, (container) => must(context, deed, ['export', '--output', archive, container]));
    const unpacked = await context.ports.exec.run('tar', ['--extract', '--file', archive, '--directory', folder, '--exclude=dev/*']);
    mustSucceed(context.name, unpacked, deed);
    await context.ports.files.remove(archive);
    return folder;
}
async function container_engine_extract(context, request) {
    const name = await container_engine_pull(context, request.image, request.platform);
    await withContainer(context, request, name, async (container) => {
        for (const path of request.paths) {
            const args = ['cp', ...(context.name === 'docker' ? ['--follow-link'] : []), `${container}:${path}`, `${request.to}/${(0,external_node_path_.basename)(path)}`];
            await must(context, `take ${path} out of ${renderSource(request.image)}`, args);
        }
    });
}
async function withContainer(context, { image, platform }, name, body) {
    const container = `slipway-${context.ports.random(8)}`;
    const deed = `make a container of ${renderSource(image)}`;
    // A container that is never started needs a command all the same where the image names none.
    await must(context, deed, ['create', '--name', container, '--platform', platform, name, 'none']);
    try {
        return await body(container);
    }
    finally {
        await exec(context, ['rm', '--force', container], takeBack);
    }
}

;// CONCATENATED MODULE: ./packages/engine/build/detect.js





const order = ['docker', 'podman', 'buildah'];
const patience = 30_000;
/**
 * Finds an engine by trying it, not by looking for its name: docker whose server answers, podman that runs something, buildah that
 * runs something in a chroot; in this order unless one is preferred. The choice and its reason are logged. Dispose of the engine.
 */
async function detectEngine(ports, options = {}) {
    const preference = options.preference ?? 'auto';
    const tried = [];
    for (const name of preference === 'auto' ? order : [preference]) {
        const trial = await trials[name](ports, options);
        tried.push({ name, works: trial.make !== undefined, why: trial.why });
        if (trial.make === undefined)
            continue;
        const before = tried.slice(0, -1).map((attempt) => `; ${attempt.name} ${attempt.why}`);
        const reason = `${name} ${trial.why}${before.join('')}`;
        ports.log.info(`engine: ${reason}`);
        return { engine: await trial.make(), reason, tried };
    }
    throw new build/* Refusal */.P_(tried.map(describeAttempt));
}
function describeAttempt({ name, why }) {
    const cure = name === 'docker'
        ? 'Start docker, or set the input engine to one that is there'
        : `Install ${name} (apt-get install ${name}), or set the input engine to one that is there`;
    return { code: 'E_ENGINE_NONE', message: `${name} cannot be used: ${name} ${why}`, cure };
}
const trials = {
    docker: tryDocker,
    podman: tryPodman,
    buildah: tryBuildah,
};
const missing = { why: 'is not installed' };
function failed(what, result) {
    const said = result.stderr.trim().split('\n').at(-1)?.trim() ?? '';
    return { why: `${what}${said === '' ? '' : ` (${said})`}` };
}
async function tryDocker(ports, options) {
    if ((await ports.exec.which('docker')) === undefined)
        return missing;
    const conf = ports.job.variable('CONTAINERS_REGISTRIES_CONF') ?? '';
    if (conf !== '' && options.preference !== 'docker')
        return { why: 'is passed over, because it does not follow CONTAINERS_REGISTRIES_CONF' };
    const version = await ports.exec.run('docker', ['version', '--format', '{{.Server.Version}} {{.Server.Os}}/{{.Server.Arch}} {{.Client.Version}}'], {
        deadline: patience,
    });
    const [, server = '', platform = '', client = ''] = /^(\S+) (\S+) (\S+)/.exec(version.stdout.trim()) ?? [];
    if (version.code !== 0 || server === '')
        return failed('has no server that answers', version);
    if (!platform.startsWith('linux/'))
        return { why: `runs ${platform} containers, not those of Linux` };
    const found = await findBuilder(ports, client);
    if (found === undefined)
        return { why: `${server} has no BuildKit (the buildx plugin is missing)` };
    return { why: `${server} answers, with ${found.what}`, make: async () => makeContainerEngine(ports, options, 'docker', platform, found.builder) };
}
async function findBuilder(ports, client) {
    const plugin = await ports.exec.run('docker', ['buildx', 'version'], { deadline: patience });
    if (plugin.code === 0)
        return judgeBuilder(plugin.stdout, (await ports.exec.run('docker', ['buildx', 'inspect'], { deadline: patience })).stdout);
    // Before version 23 the client itself spoke to BuildKit.
    return Number.parseInt(client, 10) < 23 ? { builder: 'classic', what: `BuildKit, and without buildx` } : undefined;
}
/**
 * Every driver but `docker` exports layouts and caches; that one does where docker keeps its images in containerd, which a label of its
 * worker tells (buildx, driver/docker/driver.go, Features).
 */
function judgeBuilder(version, inspected) {
    const driver = /^Driver:\s+(\S+)/m.exec(inspected)?.[1] ?? 'unknown';
    const exports = driver === 'docker' ? inspected.includes('org.mobyproject.buildkit.worker.snapshotter') : driver !== 'unknown';
    const daemon = /^BuildKit version:\s+v?(\S+)/m.exec(inspected)?.[1];
    const names = [`buildx ${/ v?([0-9]\S*)/.exec(version)?.[1] ?? ''}`.trim(), ...(daemon === undefined ? [] : [`BuildKit ${daemon}`])];
    const what = `${names.join(', ')} and the driver ${driver}`;
    return exports ? { builder: 'layouts', what } : { builder: 'buildx', what: `${what}, which neither fixes the times of files nor takes a cache` };
}
async function tryPodman(ports, options) {
    if ((await ports.exec.which('podman')) === undefined)
        return missing;
    const info = await ports.exec.run('podman', ['info', '--format', '{{.Version.Version}} {{.Host.OS}}/{{.Host.Arch}}'], { deadline: patience });
    const [, version = '', platform = ''] = /^(\S+) (\S+)/.exec(info.stdout.trim()) ?? [];
    if (info.code !== 0 || version === '')
        return failed('does not answer', info);
    // It may be able to say all about itself and still start nothing: limits, cgroups, a missing runtime. No image is needed to see that.
    const probe = await ports.exec.run('podman', ['run', '--rm', '--network=none', '--rootfs', '/:O', 'true'], { deadline: patience });
    if (probe.code !== 0)
        return failed(`${version} runs nothing here`, probe);
    return { why: `${version} runs containers`, make: async () => makeContainerEngine(ports, options, 'podman', platform, 'buildx') };
}
async function makeContainerEngine(ports, options, name, host, builder) {
    const folder = await ports.files.makeTemporary(name);
    const authFile = await writeAuth(ports, folder, options.auth);
    const endpoint = name === 'docker' ? await findEndpoint(ports) : undefined;
    return createContainerEngine({ ports, name, folder, authFile, host, builder, endpoint, loaded: new Map() });
}
async function findEndpoint(ports) {
    const result = await ports.exec.run('docker', ['context', 'inspect', '--format', '{{.Endpoints.docker.Host}}'], { deadline: patience });
    return result.code === 0 && result.stdout.trim() !== '' ? result.stdout.trim() : undefined;
}
async function writeAuth(ports, folder, auth) {
    if (auth === undefined)
        return undefined;
    await ports.files.write(`${folder}/docker/config.json`, auth, 0o600);
    await ports.files.write(`${folder}/auth.json`, auth, 0o600);
    return `${folder}/auth.json`;
}
async function tryBuildah(ports, options) {
    if ((await ports.exec.which('buildah')) === undefined)
        return missing;
    const [system = '', architecture = ''] = ports.job.platform.split('/');
    if (system !== 'linux')
        return { why: `works on Linux only, not on ${system}` };
    const version = /version (\S+)/.exec((await ports.exec.run('buildah', ['--version'], { deadline: patience })).stdout)?.[1] ?? '';
    const folder = await ports.files.makeTemporary('buildah');
    let last;
    for (const driver of ['overlay', 'vfs']) {
        const storage = { root: `${folder}/root`, runRoot: `${folder}/run`, driver };
        last = await probeBuildah(ports, storageArgs(storage));
        if (last.code === 0) {
            const make = async () => {
                const authFile = await writeAuth(ports, folder, options.auth);
                return createBuildah({ ports, storage, folder, authFile, host: `linux/${architecture}`, isolated: await canIsolate(ports) });
            };
            return { why: `${version} runs commands in a chroot, storing with ${driver}`, make };
        }
        await ports.files.remove(folder);
    }
    return failed(`${version} runs nothing here`, last ?? { code: 1, stdout: '', stderr: '', ended: false });
}
/** Runs the machine's own `true` in an empty container: the folders that it needs are lent, no image is. */
async function probeBuildah(ports, storage) {
    const exec = (...args) => ports.exec.run('buildah', [...storage, ...args], { deadline: patience });
    const made = await exec('from', '--quiet', '--name', 'probe', 'scratch');
    if (made.code !== 0)
        return made;
    const lent = [];
    for (const folder of ['/usr', '/bin', '/lib', '/lib64'])
        if ((await ports.files.info(folder)) !== undefined)
            lent.push('--volume', `${folder}:${folder}:ro`);
    const result = await exec('run', '--isolation', 'chroot', ...lent, 'probe', '--', '/usr/bin/true');
    await ports.exec.run('buildah', [...storage, 'rm', 'probe'], takeBack);
    return result;
}

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
function sizeOf(content) {
    return content instanceof Uint8Array ? content.byteLength : content.size;
}
function writtenEntry(entry, path) {
    if (entry.kind === 'link')
        return { kind: 'link', path, mode: 0o777, target: entry.target };
    return { kind: 'file', path, mode: (entry.mode & 0o100) === 0 ? 0o644 : 0o755, content: entry.content, size: sizeOf(entry.content) };
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
var external_node_stream_ = __nccwpck_require__(7075);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __nccwpck_require__(8522);
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
var tar_stream = __nccwpck_require__(6118);
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
        throw (0,build/* refuse */.TR)({ code: 'E_ARCHIVE_LAYER', message: `a layer of the media type ${mediaType} cannot be read`, cure });
    }
    yield* read_tar_readTar(decompress_decompress(chunks), limits);
}

;// CONCATENATED MODULE: ./packages/archive/build/exactly.js


/** Bytes of one read of a file: fits into a processor's cache. */
const chunk = 256 * 1024;
/** The bytes of a content, as many as it promised. Throws a Refusal (E_ARCHIVE_CHANGED) otherwise. */
async function* exactly(content, path) {
    const size = sizeOf(content);
    let seen = 0;
    for await (const bytes of exactly_chunksOf(content)) {
        seen += bytes.byteLength;
        if (seen > size)
            throw changed(path, size, `at least ${seen}`);
        yield bytes;
    }
    if (seen !== size)
        throw changed(path, size, String(seen));
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
function changed(path, expected, actual) {
    return (0,build/* refuse */.TR)({
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
function renderHeader(entry, mtime) {
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
    const bytes = new Uint8Array(blockSize + paddedSize(extended.length) + blockSize);
    bytes.set(renderBlock({ ...about, size: extended.length }));
    bytes.set(extended, blockSize);
    bytes.set(renderBlock(fields), bytes.length - blockSize);
    return bytes;
}
/** What ends an archive: two blocks of zeros. */
const endOfArchive = new Uint8Array(2 * blockSize);
function paddedSize(size) {
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
        throw new build/* Defect */.kl(`"${prefix}/${name}" does not fit into a header`);
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
const pieceSize = 1024 * 1024;
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









;// CONCATENATED MODULE: ./packages/engine/build/image-tree.js

const whiteout = '.wh.';
const opaque = '.wh..wh..opq';
/**
 * Puts layers together as the OCI specification says (layer.md, "Applying Changesets", "Whiteouts", "Opaque Whiteout"): whiteouts remove
 * what lower layers have and never what their own layer has, in whatever order the members come. A member below something that is no
 * directory puts one in its place, as an overlay does.
 */
function createImageTree() {
    const root = { inode: undefined, layer: 0, children: new Map() };
    let layer = -1;
    return {
        begin: () => {
            layer += 1;
        },
        add: (entry, content) => {
            const parts = partsOf(entry.path);
            const name = parts.at(-1) ?? '';
            const folder = parts.slice(0, -1);
            if (name === opaque)
                hideChildren(find(root, folder), layer);
            else if (name.startsWith(`${whiteout}${whiteout}`))
                return;
            else if (name.startsWith(whiteout))
                hide(find(root, folder), name.slice(whiteout.length), layer);
            else
                place(root, parts, inodeOf(root, entry, content), layer);
        },
        list: () => [...walk(root, '')],
    };
}
function inodeOf(root, { path: _, ...rest }, content) {
    const target = rest.type === 'link' ? find(root, partsOf(rest.linkTarget ?? ''))?.inode : undefined;
    return target === undefined || target.type === 'directory' ? { ...rest, content } : target;
}
/** Throws a Refusal for a path that leads out of the image. */
function partsOf(path) {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    if (!parts.includes('..'))
        return parts;
    throw (0,build/* refuse */.TR)({ code: 'E_ENGINE_LAYER', message: `a layer holds ${JSON.stringify(path)}, which leads out of the image`, cure: 'Build the image again' });
}
function find(root, parts) {
    let node = root;
    for (const part of parts)
        node = node?.children.get(part);
    return node;
}
function place(root, parts, inode, layer) {
    let node = root;
    for (const part of parts) {
        if (!isDirectory(node)) {
            node.inode = undefined;
            node.layer = layer;
        }
        const next = node.children.get(part) ?? { inode: undefined, layer, children: new Map() };
        node.children.set(part, next);
        node = next;
    }
    if (inode.type !== 'directory' || !isDirectory(node))
        node.children.clear();
    node.inode = inode;
    node.layer = layer;
}
function isDirectory(node) {
    return node.inode === undefined || node.inode.type === 'directory';
}
function hide(folder, name, layer) {
    const node = folder?.children.get(name);
    if (node !== undefined && isHidden(node, layer))
        folder?.children.delete(name);
}
function hideChildren(folder, layer) {
    for (const [name, node] of folder?.children ?? [])
        if (isHidden(node, layer))
            folder?.children.delete(name);
}
/** Takes away what lower layers have below a node; tells whether nothing of it is left. */
function isHidden(node, layer) {
    hideChildren(node, layer);
    if (node.layer === layer)
        return false;
    node.inode = undefined;
    return node.children.size === 0;
}
function* walk(node, path) {
    yield [path === '' ? '/' : path, node.inode];
    for (const name of [...node.children.keys()].sort()) {
        const child = node.children.get(name);
        if (child !== undefined)
            yield* walk(child, `${path}/${name}`);
    }
}

;// CONCATENATED MODULE: ./packages/engine/build/oci-archive.js




/** The one file of an artifact that hands an image on. */
const imageArchive = 'image.tar';
/** The artifact that holds an image of one platform: `builder-3f2a9c-arm64`, `builder-3f2a9c-arm-v7`. Containers are always of Linux. */
function artifactName(name, platform) {
    return `${name}-${platform.split('/').slice(1).join('-')}`;
}
/** The platform whose image an artifact holds; undefined when it is not called as `artifactName` would call it. */
function platformOfArtifact(name, artifact) {
    if (!artifact.startsWith(`${name}-`))
        return undefined;
    const platform = parsePlatform(`linux/${artifact.slice(name.length + 1).replaceAll('-', '/')}`);
    return platform.ok ? platform.value : undefined;
}
/**
 * Writes the image of a layout as an OCI archive: a tar file of the layout, with the blobs of the image and nothing else. The same image
 * gives the same bytes, whichever tool wrote the layout. Rejects with a Refusal when the layout is none or lacks a blob.
 * @param archive the file to write
 */
async function packLayout(files, layout, archive) {
    const { manifest } = await layout_readLayoutImage(await layout_openLayout((path) => files.readBytes(`${layout}/${path}`)));
    await checkBlobs(files, layout, manifest);
    const [, index] = renderLayoutImage(manifest);
    const small = [
        ['index.json', index?.[1] ?? new Uint8Array()],
        ['oci-layout', marker],
    ];
    const entries = [
        ...['blobs/', 'blobs/sha256/'].map((path) => ({ kind: 'folder', path, mode: 0o755 })),
        ...blobsOf(manifest).map(({ digest, size }) => {
            const path = oci_archive_blobPath(digest);
            return { kind: 'file', path, mode: 0o644, size, content: { size, stream: () => files.stream(`${layout}/${path}`) } };
        }),
        ...small.map(([path, content]) => ({ kind: 'file', path, mode: 0o644, size: content.length, content })),
    ];
    await files.writeStream(archive, tar({ folder: '', mtime: earliestTime, entries }));
}
const marker = new TextEncoder().encode('{"imageLayoutVersion":"1.0.0"}');
/** Bytes that an archive may hold; the largest builder images have some ten gigabytes. */
const largest = (/* unused pure expression or super */ null && (32 * 2 ** 30));
/** What registries take of a manifest, and more than any index or config has. */
const largestDocument = (/* unused pure expression or super */ null && (4 * 2 ** 20));
/**
 * Unpacks an OCI archive that somebody else made. Only the files of a layout are written, each blob is what it is called, and the image is
 * whole. Rejects with a Refusal (E_ENGINE_ARCHIVE, and those of `readTar` and `openLayout`), and leaves what it has written.
 * @param folder is made; has to be empty
 */
async function unpackLayout(files, archive, folder, limit = largest) {
    const seen = new Set();
    for await (const entry of readTar(files.stream(archive), { entries: 10_000, bytes: limit })) {
        const path = entry.path.replace(/^\.\//, '');
        if (entry.type === 'directory' && folders.includes(path))
            continue;
        checkMember(entry, path);
        if (seen.has(path))
            throw oci_archive_bad(`holds "${path}" twice`);
        seen.add(path);
        const hash = createHash('sha256');
        await files.writeStream(`${folder}/${path}`, oci_archive_watch(entry.body, hash));
        const hex = hash.digest('hex');
        if (path.startsWith('blobs/') && !path.endsWith(`/${hex}`))
            throw oci_archive_bad(`is damaged: ${path} is sha256:${hex}`);
    }
    const { manifest, config } = await readLayoutImage(await openLayout((path) => files.readBytes(`${folder}/${path}`)));
    await checkBlobs(files, folder, manifest);
    return { layout: folder, digest: manifest.digest, platform: config.platform };
}
const folders = (/* unused pure expression or super */ null && (['.', 'blobs', 'blobs/sha256']));
function checkMember({ type, size }, path) {
    const isBlob = /^blobs\/sha256\/[0-9a-f]{64}$/.test(path);
    if (!isBlob && path !== 'index.json' && path !== 'oci-layout')
        throw oci_archive_bad(`holds ${JSON.stringify(path)}, which belongs to no layout`);
    if (type !== 'file')
        throw oci_archive_bad(`holds "${path}" as a ${type}`);
    if (!isBlob && size > largestDocument)
        throw oci_archive_bad(`holds "${path}" with ${size} bytes, more than 4 MiB`);
}
async function* oci_archive_watch(chunks, hash) {
    for await (const chunk of chunks) {
        hash.update(chunk);
        yield chunk;
    }
}
/** Every blob that the image needs has to be there, as long as its descriptor says. */
async function checkBlobs(files, layout, manifest) {
    for (const { digest, size } of blobsOf(manifest)) {
        const info = await files.info(`${layout}/${oci_archive_blobPath(digest)}`);
        if (info?.kind !== 'file')
            throw oci_archive_bad(`lacks the blob ${digest}`);
        if (info.size !== size)
            throw oci_archive_bad(`holds ${info.size} bytes of ${digest}, which has ${size}`);
    }
}
/** Each blob once, in the order of their digests. */
function blobsOf(manifest) {
    const all = [describeManifest(manifest), manifest.config, ...manifest.layers];
    const unique = new Map(all.map((descriptor) => [descriptor.digest, descriptor]));
    return [...unique.values()].sort((one, other) => (one.digest < other.digest ? -1 : 1));
}
function oci_archive_blobPath(digest) {
    if (!digest.startsWith('sha256:'))
        throw oci_archive_bad(`names ${digest}, and only sha256 is read`);
    return `blobs/sha256/${(0,build/* hexOf */.ZD)(digest)}`;
}
function oci_archive_bad(what) {
    return (0,build/* refuse */.TR)({ code: 'E_ENGINE_ARCHIVE', message: `the image ${what}`, cure: 'Run the job that made it again' });
}

;// CONCATENATED MODULE: ./packages/engine/build/image-files.js





/**
 * What the image of a layout holds: its layers put together, whiteouts and opaque directories applied, every file with its digest. Layers are
 * read as streams; what is kept is one record for each path. Rejects with a Refusal for what is no layout and no layer.
 */
async function listImageFiles(files, layout) {
    const tree = createImageTree();
    for (const layer of await readLayers(files, layout)) {
        tree.begin();
        for await (const entry of openLayer(files, layout, layer))
            tree.add(withoutBody(entry), entry.type === 'file' ? await digestOf(entry.body) : undefined);
    }
    const first = new Map();
    return tree.list().map(([path, inode]) => {
        if (inode === undefined)
            return { path, kind: 'directory', mode: 0o755, uid: 0, gid: 0, size: 0, mtime: 0, attributes: {} };
        const { type, content, ...rest } = inode;
        const sameAs = type === 'file' ? first.get(inode) : undefined;
        if (sameAs === undefined)
            first.set(inode, path);
        return { path, kind: type, ...rest, ...(content === undefined ? {} : { digest: content }), ...(sameAs === undefined ? {} : { sameAs }) };
    });
}
async function readLayers(files, layout) {
    return (await layout_readLayoutImage(await layout_openLayout((path) => files.readBytes(`${layout}/${path}`)))).manifest.layers;
}
function openLayer(files, layout, { digest, mediaType }) {
    return readLayer(files.stream(`${layout}/${oci_archive_blobPath(digest)}`), mediaType);
}
/** Only what is kept: with the body, a record would hold on to the archive's buffers. */
function withoutBody({ body: _, ...rest }) {
    return rest;
}
async function digestOf(body) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for await (const chunk of body)
        hash.update(chunk);
    return `sha256:${hash.digest('hex')}`;
}
const headSize = 64 * 1024;
/** So many beginnings are kept on the first way through the layers, 8 MiB at most: then a second one is hardly ever needed. */
const kept = 128;
/** Where an image keeps the programs that it runs itself; elsewhere may lie what it only carries, such as a foreign sysroot. */
const ownFolders = ['bin', 'usr/bin', 'sbin', 'usr/sbin', 'usr/local/bin', 'usr/libexec', 'lib', 'lib64', 'usr/lib', 'usr/lib64'];
/**
 * ELF executables of an image's root file system, at most `limit` and as many as there are: those of its own folders and of its lowest layers
 * first, because it is the base that an engine can mistake. Only what is left after all layers counts.
 */
async function findExecutables(files, layout, limit) {
    const layers = await readLayers(files, layout);
    const tree = createImageTree();
    let room = kept;
    for (const [layer, descriptor] of layers.entries()) {
        tree.begin();
        for await (const entry of openLayer(files, layout, descriptor)) {
            const place = await examine(entry, layer, room > 0);
            if (place?.head !== undefined)
                room -= 1;
            tree.add(withoutBody(entry), place);
        }
    }
    const chosen = choose(tree.list(), limit);
    for (const [layer, descriptor] of layers.entries()) {
        const places = chosen.map(({ place }) => place).filter((place) => place.layer === layer && place.head === undefined);
        if (places.length > 0)
            await readHeads(openLayer(files, layout, descriptor), places);
    }
    return chosen.flatMap(({ path, place: { size, head } }) => (head === undefined ? [] : [{ path, size, head }]));
}
/** Tells an ELF file that may be run, and keeps its beginning where there is room and it is the image's own. */
async function examine({ path, type, mode, size, body }, layer, isRoom) {
    if (type !== 'file' || (mode & 0o111) === 0)
        return undefined;
    const rank = rankOf(path);
    const keeps = isRoom && rank < ownFolders.length;
    const head = await readHead(body, keeps ? headSize : magic.length);
    return head.subarray(0, magic.length).equals(magic) ? { layer, member: path, rank, size, head: keeps ? head : undefined } : undefined;
}
const magic = Buffer.from('\x7fELF', 'latin1');
function rankOf(path) {
    const position = ownFolders.indexOf(partsOf(path).slice(0, -1).join('/'));
    return position === -1 ? ownFolders.length : position;
}
async function readHead(body, size) {
    const parts = [];
    let held = 0;
    for await (const chunk of body) {
        // Copied, so that a few bytes do not hold on to a whole chunk.
        parts.push(chunk.slice(0, size - held));
        held += parts.at(-1)?.length ?? 0;
        if (held >= size)
            break;
    }
    return Buffer.concat(parts);
}
function choose(all, limit) {
    const programs = new Map();
    for (const [path, inode] of all) {
        const place = inode?.content;
        // A file with several names is one program.
        if (place !== undefined && !programs.has(place))
            programs.set(place, { path, place });
    }
    const isKept = ({ head }) => (head === undefined ? 1 : 0);
    // The sort keeps the order of paths where these say nothing.
    return [...programs.values()]
        .sort(({ place: one }, { place: other }) => isKept(one) - isKept(other) || one.rank - other.rank || one.layer - other.layer)
        .slice(0, limit);
}
async function readHeads(entries, places) {
    const wanted = new Map(places.map((place) => [place.member, place]));
    for await (const { path, type, body } of entries) {
        const place = wanted.get(path);
        if (place === undefined || type !== 'file')
            continue;
        place.head = await readHead(body, headSize);
        wanted.delete(path);
        if (wanted.size === 0)
            return;
    }
}

;// CONCATENATED MODULE: ./packages/engine/build/image-compare.js


/**
 * Compares what two layouts hold: every file of the merged root file systems in content, kind, mode, owner, time, target and attributes, and
 * the config. Annotations of the manifest are left out, because they say where an image comes from and not what it is.
 * @returns the differences in the order of their paths; empty when the images are the same
 */
async function compareImages(files, first, second) {
    const [one, other] = [await readParts(files, first), await readParts(files, second)];
    const isSame = one.config.digest === other.config.digest && one.layers.join() === other.layers.join();
    if (isSame)
        return [];
    const found = [
        ...compareImageFiles(await listImageFiles(files, first), await listImageFiles(files, second)),
        // The layers' digests follow from the files, which are compared already.
        ...compareValues({ ...one.config.document, rootfs: undefined }, { ...other.config.document, rootfs: undefined }, 'config: '),
    ];
    return found.length > 0 ? found : compareLayers(one.layers, other.layers);
}
async function readParts(files, folder) {
    const layout = await layout_openLayout((path) => files.readBytes(`${folder}/${path}`));
    const { manifest } = await layout_readLayoutImage(layout);
    const document = JSON.parse(new TextDecoder().decode(await layout.readBlob(manifest.config.digest)));
    return { config: { digest: manifest.config.digest, document: isRecord(document) ? document : {} }, layers: manifest.layers.map(({ digest }) => digest) };
}
/** Compares two lists of `listImageFiles`, one difference for each way in which a path differs. */
function compareImageFiles(first, second) {
    const others = new Map(second.map((file) => [file.path, file]));
    const known = new Set(first.map(({ path }) => path));
    const found = first.flatMap((file) => {
        const other = others.get(file.path);
        if (other === undefined)
            return [{ path: file.path, what: 'only in the first' }];
        return compareFile(file, other).map((what) => ({ path: file.path, what }));
    });
    const added = second.filter(({ path }) => !known.has(path)).map(({ path }) => ({ path, what: 'only in the second' }));
    return [...found, ...added].sort((one, other) => (one.path < other.path ? -1 : one.path > other.path ? 1 : 0));
}
function compareFile(one, other) {
    if (one.kind !== other.kind)
        return [`kind ${one.kind} and ${other.kind}`];
    const pair = (name, render) => render(one) === render(other) ? [] : [`${name} ${render(one)} and ${render(other)}`];
    return [
        ...(one.size === other.size && one.digest !== other.digest ? ['content'] : []),
        ...(one.size === other.size ? [] : [`content, ${one.size} and ${other.size} bytes`]),
        ...pair('mode', ({ mode }) => mode.toString(8).padStart(4, '0')),
        ...pair('owner', ({ uid, gid }) => `${uid}:${gid}`),
        ...pair('time', ({ mtime }) => renderTime(mtime)),
        ...pair('target', ({ linkTarget }) => linkTarget ?? ''),
        ...pair('hard link of', ({ sameAs }) => sameAs ?? 'nothing'),
        ...(JSON.stringify(one.attributes) === JSON.stringify(other.attributes) ? [] : ['extended attributes']),
    ];
}
function renderTime(seconds) {
    const date = new Date(seconds * 1000);
    return Number.isNaN(date.getTime()) ? String(seconds) : date.toISOString();
}
function compareValues(one, other, path) {
    if (JSON.stringify(one) === JSON.stringify(other))
        return [];
    const isList = Array.isArray(one) && Array.isArray(other);
    if (isList || (isRecord(one) && isRecord(other))) {
        const [left, right] = [one, other];
        const names = [...new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})])];
        const separator = path.endsWith(' ') ? '' : '.';
        return names.flatMap((name) => compareValues(left?.[name], right?.[name], isList ? `${path}[${name}]` : `${path}${separator}${name}`));
    }
    return [{ path, what: `${JSON.stringify(one) ?? 'nothing'} and ${JSON.stringify(other) ?? 'nothing'}` }];
}
function compareLayers(first, second) {
    if (first.length !== second.length)
        return [{ path: 'layers', what: `${first.length} and ${second.length} of them, which hold the same files` }];
    return first.flatMap((digest, position) => digest === second[position] ? [] : [{ path: `layer ${position + 1}`, what: 'its bytes only: the same files in another order, or packed differently' }]);
}

;// CONCATENATED MODULE: ./packages/engine/build/index.js








;// CONCATENATED MODULE: ./packages/report/build/markdown.js
/** A cell's text made safe for a markdown table: no row or column can be broken by a value. */
function escapeCell(text) {
    return text.replaceAll('\\', '\\\\').replaceAll('|', '\\|').replace(/\r?\n/g, '<br>');
}
/** A markdown table. Cells are markdown already; `|` and line breaks in them are escaped. */
function renderTable(headers, rows) {
    const line = (cells) => `| ${cells.map(escapeCell).join(' | ')} |`;
    return [line(headers), line(headers.map(() => '---')), ...rows.map(line)].join('\n');
}
/** Inline code that holds any text, backquotes included. */
function renderCode(text) {
    if (!text.includes('`'))
        return `\`${text}\``;
    const longest = Math.max(...[...text.matchAll(/`+/g)].map((run) => run[0].length));
    const fence = '`'.repeat(longest + 1);
    return `${fence} ${text} ${fence}`;
}
/** A size for people: `14.2 MB` (1 MB = 1,000,000 bytes). */
function markdown_renderSize(bytes) {
    const units = ['B', 'kB', 'MB', 'GB'];
    const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
    const value = bytes / 1000 ** power;
    return `${power === 0 ? String(value) : value.toFixed(value < 10 ? 2 : 1)} ${units[power]}`;
}
/** A duration for people: `850 ms`, `12.3 s`, `3 m 05 s`. */
function markdown_renderSeconds(seconds) {
    if (seconds < 1)
        return `${Math.round(seconds * 1000)} ms`;
    if (seconds < 60)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    return `${Math.floor(whole / 60)} m ${String(whole % 60).padStart(2, '0')} s`;
}

;// CONCATENATED MODULE: ./packages/report/build/mermaid.js
const styles = 'classDef good fill:#dafbe1,stroke:#1a7f37,color:#1f2328\nclassDef bad fill:#ffebe9,stroke:#cf222e,color:#1f2328\nclassDef idle fill:#f6f8fa,stroke:#8c959f,color:#1f2328';
/** A left-to-right mermaid flowchart in a fenced block, as step summaries draw it. Labels may hold any text. */
function renderGraph(nodes, edges) {
    const names = new Map(nodes.map((node, index) => [node.id, `n${index}`]));
    const boxes = nodes.map((node) => `${names.get(node.id)}["${escapeLabel(node.label)}"]:::${node.state ?? 'idle'}`);
    const arrows = edges.flatMap(({ from, to, label }) => {
        const [start, end] = [names.get(from), names.get(to)];
        if (start === undefined || end === undefined)
            return [];
        return [label === undefined ? `${start} --> ${end}` : `${start} -->|"${escapeLabel(label)}"| ${end}`];
    });
    return ['```mermaid', 'flowchart LR', ...boxes, ...arrows, styles, '```'].join('\n');
}
/** Mermaid reads `#quot;` and numeric codes in quoted labels (Mermaid, "Entity codes to escape characters"). */
function escapeLabel(text) {
    return text.replace(/[#"<>&`[\]{}|]/g, (character) => `#${character.codePointAt(0)};`).replace(/\r?\n/g, '<br/>');
}

;// CONCATENATED MODULE: ./packages/report/build/rehearsal.js
/** The sign of a result, the same on a terminal, in a log and in the drawing. */
const rehearsal_resultMarks = { success: '✓', failure: '✗', cancelled: '■', skipped: '–' };
/** report.json: exactly the data, two blanks deep. */
function renderRehearsalJson(report) {
    const jobs = report.jobs.map(({ path, name, result, seconds }) => ({ name, path, result, seconds }));
    return `${JSON.stringify({ ...report, jobs }, null, 2)}\n`;
}

;// CONCATENATED MODULE: ./packages/report/build/rehearsal-text.js


const colour = (code) => (text) => `\u001b[${code}m${text}\u001b[0m`;
const same = (text) => text;
const terminalPalette = { good: colour(32), bad: colour(31), dim: colour(2), bold: colour(1) };
const plainPalette = { good: same, bad: same, dim: same, bold: same };
/** One line of a job, with its mark and time. */
function renderJobLine(job, palette) {
    const paint = job.result === 'success' ? palette.good : job.result === 'failure' ? palette.bad : palette.dim;
    const time = job.result === 'skipped' ? '' : renderSeconds(job.seconds);
    return `${paint(resultMarks[job.result])} ${job.name.padEnd(56)} ${palette.dim(time.padStart(10))}`;
}
/** The report as text. A failure comes first, with the log of the step that failed. */
function renderRehearsalText(report, palette = plainPalette) {
    const parts = [
        failureOf(report, palette),
        section('Jobs', report.jobs.map((job) => renderJobLine(job, palette)), palette),
    ];
    if (report.release !== undefined) {
        const { tag, draft, assets } = report.release;
        const width = Math.max(...assets.map(({ name }) => name.length), 0);
        const rows = assets.map(({ name, size, digest }) => `${name.padEnd(width)}  ${renderSize(size).padStart(9)}  ${palette.dim(digest)}`);
        parts.push(section(`Release ${tag}${draft ? ' (draft)' : ''}`, rows, palette));
    }
    const width = Math.max(...report.registry.map(({ repository, tag }) => repository.length + tag.length + 1), 0);
    parts.push(section('Registry', report.registry.map(({ repository, tag, digest }) => `${`${repository}:${tag}`.padEnd(width)}  ${palette.dim(digest)}`), palette));
    parts.push(section('Requests', Object.entries(report.requests).map(requestLine), palette), section('Notes', report.notes, palette));
    const verdict = report.ok ? palette.good(palette.bold('The rehearsal is green.')) : palette.bad(palette.bold('The rehearsal is red.'));
    parts.push(`${verdict} ${renderSeconds(report.seconds)}. Again: ${report.command}`);
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
function requestLine([server, counts]) {
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const most = Object.entries(counts).sort((a, b) => b[1] - a[1]);
    return `${server}: ${total} (${most.map(([kind, count]) => `${kind} ${count}`).join(', ')})`;
}
function section(title, lines, palette) {
    return lines.length === 0 ? '' : `${palette.bold(title)}\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
function failureOf({ failure }, palette) {
    if (failure === undefined)
        return '';
    const log = failure.log.map((line) => `  │ ${line}`).join('\n');
    return `${palette.bad(palette.bold(`${failure.job} failed at "${failure.step}"`))}\n${log}\n${palette.bad(failure.message)}`;
}

;// CONCATENATED MODULE: ./packages/report/build/index.js





;// CONCATENATED MODULE: ./packages/binary/build/fields.js
/** Thrown inside this room where headers contradict themselves; `readNative` turns it into a Problem. */
class fields_Malformed extends Error {
    name = 'Malformed';
    truncated;
    constructor(message, truncated = false) {
        super(message);
        this.truncated = truncated;
    }
}
/** No header table of an honest file is larger; a hostile one must not make us read gigabytes. */
const largestTable = (/* unused pure expression or super */ null && (8 * 1024 * 1024));
/** Numbers in a piece of a header, read with their bounds checked. */
class fields_Fields {
    bytes;
    #view;
    #little;
    #what;
    constructor(bytes, little, what) {
        this.bytes = bytes;
        this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        this.#little = little;
        this.#what = what;
    }
    get length() {
        return this.bytes.length;
    }
    u8(at) {
        return this.#view.getUint8(this.#within(at, 1));
    }
    u16(at) {
        return this.#view.getUint16(this.#within(at, 2), this.#little);
    }
    u32(at) {
        return this.#view.getUint32(this.#within(at, 4), this.#little);
    }
    /** An address: kernels use the upper half of 64 bits, which a number cannot hold. */
    address(at, wide) {
        return wide ? this.#view.getBigUint64(this.#within(at, 8), this.#little) : BigInt(this.u32(at));
    }
    /** A file offset or a size, of 32 or 64 bits. */
    offset(at, wide) {
        const value = this.address(at, wide);
        if (value > BigInt(Number.MAX_SAFE_INTEGER))
            throw new fields_Malformed(`${this.#what} holds the impossible offset 0x${value.toString(16)}`);
        return Number(value);
    }
    /** Text up to the first zero byte, or to the end. */
    text(at, limit = 4096) {
        return fields_textAt(this.bytes, at, limit);
    }
    #within(at, length) {
        if (at < 0 || at + length > this.bytes.length)
            throw new fields_Malformed(`${this.#what} ends too early`, true);
        return at;
    }
}
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** Text up to the first zero byte; bytes that are no UTF-8 become replacement characters. */
function fields_textAt(bytes, at, limit = 4096) {
    const end = bytes.subarray(at, at + limit).indexOf(0);
    return decoder.decode(bytes.subarray(at, end < 0 ? at + limit : at + end));
}
/** What the headers of the largest real programs take is less than a thousandth of this. */
const most = { reads: 5_000, bytes: 32 * 1024 * 1024 };
/** A reader that gives up on headers which send it round and round, or over the same megabytes again and again. Throws Malformed. */
function fields_boundedReader(reader) {
    let [reads, bytes] = [0, 0];
    return {
        size: reader.size,
        read: (offset, length) => {
            reads += 1;
            bytes += Math.max(0, Math.min(length, reader.size - offset));
            if (reads > most.reads || bytes > most.bytes)
                throw new fields_Malformed('its headers name more than any real program has');
            return reader.read(offset, length);
        },
    };
}
/** Reads exactly `length` bytes; a file that ends before is truncated. */
function fields_readFields(reader, offset, length, little, what) {
    if (length > largestTable)
        throw new fields_Malformed(`${what} claims ${length} bytes`);
    if (offset + length > reader.size) {
        throw new fields_Malformed(`${what} would stand at ${offset} to ${offset + length}, but the file ends at ${reader.size}`, true);
    }
    const bytes = reader.read(offset, length);
    if (bytes.length < length)
        throw new fields_Malformed(`${what} could not be read whole`, true);
    return new fields_Fields(bytes, little, what);
}

;// CONCATENATED MODULE: ./packages/binary/build/der.js

const der_derTags = { boolean: 1, integer: 2, octets: 4, identifier: 6, utf8: 12, sequence: 0x30, set: 0x31, context0: 0xa0, context1: 0xa1 };
/** Reads the value that begins at a place. Only what Authenticode and entitlements use: one tag byte, lengths of up to four bytes. Throws Malformed. */
function der_readDer(bytes, at = 0) {
    const [tag, first] = [bytes[at], bytes[at + 1]];
    if (tag === undefined || first === undefined)
        throw new Malformed('its DER ends too early', true);
    if ((tag & 0x1f) === 0x1f)
        throw new Malformed('its DER has a tag of several bytes');
    const more = first < 0x80 ? 0 : first & 0x7f;
    if (first === 0x80 || more > 4)
        throw new Malformed('its DER has a length of no definite form');
    let length = first < 0x80 ? first : 0;
    for (let index = 0; index < more; index++)
        length = length * 256 + (bytes[at + 2 + index] ?? 0);
    const start = at + 2 + more;
    if (start + length > bytes.length)
        throw new Malformed('its DER claims more bytes than there are', true);
    return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(at, start + length), end: start + length };
}
/** A megabyte of two-byte values would fill a hundred with objects; no signature and no entitlements have nearly as many. */
const der_most = 65_536;
/** The values that stand one after another, such as the content of a sequence. Throws Malformed. */
function der_readDerList(bytes) {
    const values = [];
    for (let at = 0; at < bytes.length;) {
        if (values.length === der_most)
            throw new Malformed(`its DER has a list of more than ${der_most} values`);
        const value = der_readDer(bytes, at);
        values.push(value);
        at = value.end;
    }
    return values;
}
/** An object identifier in dots (X.690, 8.19). */
function der_objectIdentifier(content) {
    const parts = [];
    let value = 0;
    for (const byte of content) {
        value = value * 128 + (byte & 0x7f);
        if ((byte & 0x80) !== 0)
            continue;
        if (parts.length > 0)
            parts.push(value);
        else
            parts.push(Math.min(2, Math.floor(value / 40)), value - 40 * Math.min(2, Math.floor(value / 40)));
        value = 0;
    }
    return parts.join('.');
}

;// CONCATENATED MODULE: ./packages/binary/build/authenticode-der.js



const oids = {
    signedData: '1.2.840.113549.1.7.2',
    indirectData: '1.3.6.1.4.1.311.2.1.4',
    messageDigest: '1.2.840.113549.1.9.4',
    nested: '1.3.6.1.4.1.311.2.4.1',
    timestamps: ['1.2.840.113549.1.9.6', '1.3.6.1.4.1.311.3.3.1'],
};
const algorithms = {
    '1.2.840.113549.2.5': 'md5',
    '1.3.14.3.2.26': 'sha1',
    '2.16.840.1.101.3.4.2.1': 'sha256',
    '2.16.840.1.101.3.4.2.2': 'sha384',
    '2.16.840.1.101.3.4.2.3': 'sha512',
};
const authenticode_der_deepest = 8;
/**
 * Reads the signatures out of a PKCS #7 SignedData (RFC 2315, section 9; RFC 5652, section 5) whose content is SpcIndirectDataContent;
 * further ones stand in its unsigned attributes. Throws Malformed.
 */
function authenticode_der_readSignedData(bytes, depth = 0) {
    if (depth > authenticode_der_deepest)
        throw new Malformed('its signatures nest too deep');
    const [kind, wrapped] = sequence(readDer(bytes));
    if (oidOf(kind) !== oids.signedData || wrapped === undefined)
        throw new Malformed('it is no PKCS #7 signed data');
    const parts = sequence(readDer(wrapped.content));
    const [, , content] = parts;
    const [contentKind, contentWrap] = content === undefined ? [] : sequence(content);
    if (oidOf(contentKind) !== oids.indirectData || contentWrap === undefined)
        throw new Malformed('what it signs is no file');
    const indirect = readDer(contentWrap.content);
    const signer = parts.filter(({ tag }) => tag === derTags.set).at(-1);
    const signers = signer === undefined || parts.indexOf(signer) < 3 ? [] : readDerList(signer.content);
    const attributes = (tag) => signers.flatMap((one) => sequence(one)
        .filter((part) => part.tag === tag)
        .flatMap((part) => readDerList(part.content)));
    const [signed, unsigned] = [attributes(derTags.context0), attributes(derTags.context1)];
    const nested = valuesOf(unsigned, [oids.nested]).flatMap((value) => authenticode_der_readSignedData(value.whole, depth + 1));
    const own = {
        ...readDigest(indirect),
        sealed: isSealed(indirect, valuesOf(signed, [oids.messageDigest])),
        timestamped: valuesOf(unsigned, oids.timestamps).length > 0,
    };
    return [own, ...nested];
}
function sequence(value) {
    if (value.tag !== derTags.sequence)
        throw new Malformed(`its DER has the tag 0x${value.tag.toString(16)} where a sequence is due`);
    return readDerList(value.content);
}
function oidOf(value) {
    return value?.tag === derTags.identifier ? objectIdentifier(value.content) : '';
}
/** SpcIndirectDataContent: what kind of file it is, then a DigestInfo. */
function readDigest(indirect) {
    const info = sequence(indirect)[1];
    const [algorithm, digest] = info === undefined ? [] : sequence(info);
    if (algorithm === undefined || digest?.tag !== derTags.octets)
        throw new Malformed('it holds no digest');
    return { algorithm: algorithms[oidOf(sequence(algorithm)[0])], digest: Buffer.from(digest.content).toString('hex') };
}
function valuesOf(attributes, kinds) {
    return attributes.flatMap((attribute) => {
        const [kind, values] = sequence(attribute);
        return values !== undefined && kinds.includes(oidOf(kind)) ? readDerList(values.content) : [];
    });
}
/** What is signed is the content of SpcIndirectDataContent, without its tag and length (RFC 2315, section 9.3). The hash tells itself by its length. */
function isSealed(indirect, digests) {
    const names = { 16: 'md5', 20: 'sha1', 32: 'sha256', 48: 'sha384', 64: 'sha512' };
    return digests.some(({ content }) => {
        const name = names[content.length];
        return name !== undefined && Buffer.compare(createHash(name).update(indirect.content).digest(), content) === 0;
    });
}

;// CONCATENATED MODULE: ./packages/binary/build/image.js
/** The place in the file of an address in memory, when the file holds it. Segments do not overlap in memory, or nothing would load them. */
function image_offsetOf(segments, address) {
    const order = inOrder(segments);
    let [low, high] = [0, order.length];
    while (low < high) {
        const middle = (low + high) >>> 1;
        if (order[middle].address <= address)
            low = middle + 1;
        else
            high = middle;
    }
    const segment = order[low - 1];
    return segment === undefined || address >= segment.address + BigInt(segment.size) ? undefined : segment.offset + Number(address - segment.address);
}
const orders = new WeakMap();
/** What the file holds of an image, by address: a program has a few segments, and a hostile one a hundred thousand. */
function inOrder(segments) {
    const known = orders.get(segments);
    if (known !== undefined)
        return known;
    const order = segments.filter(({ size }) => size > 0).sort((a, b) => (a.address < b.address ? -1 : a.address > b.address ? 1 : 0));
    orders.set(segments, order);
    return order;
}
/** The section that holds a range of the file whole. */
function sectionAt(images, offset, size) {
    const holds = (section) => section.size > 0 && offset >= section.offset && offset + size <= section.offset + section.size;
    return images.flatMap((image) => image.sections.filter(holds))[0];
}
/** The furthest of some places in a file; a list may be long, so it is never spread into arguments. */
function image_furthest(places) {
    return places.reduce((far, place) => Math.max(far, place), 0);
}

;// CONCATENATED MODULE: ./packages/binary/build/machines.js
/** Machine numbers and the names that Go gives the same architectures (`go tool dist list`). */
/** ELF gABI, chapter 4, "e_machine", and the registry of https://groups.google.com/g/generic-abi; 0x9026 is older than it. */
const elfNames = {
    2: 'EM_SPARC',
    3: 'EM_386',
    4: 'EM_68K',
    8: 'EM_MIPS',
    15: 'EM_PARISC',
    18: 'EM_SPARC32PLUS',
    20: 'EM_PPC',
    21: 'EM_PPC64',
    22: 'EM_S390',
    40: 'EM_ARM',
    42: 'EM_SH',
    43: 'EM_SPARCV9',
    50: 'EM_IA_64',
    62: 'EM_X86_64',
    83: 'EM_AVR',
    92: 'EM_OPENRISC',
    94: 'EM_XTENSA',
    164: 'EM_HEXAGON',
    183: 'EM_AARCH64',
    189: 'EM_MICROBLAZE',
    190: 'EM_CUDA',
    195: 'EM_ARC_COMPACT2',
    224: 'EM_AMDGPU',
    243: 'EM_RISCV',
    247: 'EM_BPF',
    252: 'EM_CSKY',
    258: 'EM_LOONGARCH',
    36902: 'EM_ALPHA',
};
/** The machine of an ELF file: byte order and class split some of them. */
function machines_elfMachine(number, bits, little) {
    return { name: elfNames[number] ?? `machine ${number}`, architecture: elfArchitecture(number, bits === 64, little) };
}
function elfArchitecture(number, wide, little) {
    switch (number) {
        case 3:
            return '386';
        case 8:
            return `mips${wide ? '64' : ''}${little ? 'le' : ''}`;
        case 21:
            return little ? 'ppc64le' : 'ppc64';
        case 22:
            return wide ? 's390x' : undefined;
        case 40:
            return little ? 'arm' : undefined;
        case 43:
            return 'sparc64';
        case 62:
            // 32 bits on this machine is the x32 ABI, which Go does not know.
            return wide ? 'amd64' : undefined;
        case 183:
            return wide && little ? 'arm64' : undefined;
        case 243:
            return wide ? 'riscv64' : 'riscv';
        case 258:
            return wide ? 'loong64' : undefined;
        default:
            return undefined;
    }
}
/** Microsoft PE format, "Machine Types". */
function machines_peMachine(number) {
    const known = {
        332: { name: 'I386', architecture: '386' },
        448: { name: 'ARM', architecture: 'arm' },
        452: { name: 'ARMNT', architecture: 'arm' },
        512: { name: 'IA64' },
        3772: { name: 'EBC' },
        20580: { name: 'RISCV64', architecture: 'riscv64' },
        25188: { name: 'LOONGARCH64', architecture: 'loong64' },
        34404: { name: 'AMD64', architecture: 'amd64' },
        43620: { name: 'ARM64', architecture: 'arm64' },
    };
    return known[number] ?? { name: `machine 0x${number.toString(16)}` };
}
/** Apple's mach/machine.h, "Machine types". */
function machines_machoMachine(number) {
    const known = {
        7: { name: 'CPU_TYPE_I386', architecture: '386' },
        12: { name: 'CPU_TYPE_ARM', architecture: 'arm' },
        18: { name: 'CPU_TYPE_POWERPC' },
        16777223: { name: 'CPU_TYPE_X86_64', architecture: 'amd64' },
        16777228: { name: 'CPU_TYPE_ARM64', architecture: 'arm64' },
        33554444: { name: 'CPU_TYPE_ARM64_32' },
        16777234: { name: 'CPU_TYPE_POWERPC64', architecture: 'ppc64' },
    };
    return known[number] ?? { name: `CPU type 0x${number.toString(16)}` };
}

;// CONCATENATED MODULE: ./packages/binary/build/pe.js



/**
 * Reads a PE32 or PE32+ image (Microsoft PE format). Undefined for an `MZ` file without a PE header, which is a DOS program or
 * something else that begins with these letters. Throws Malformed.
 */
function pe_readPe(reader) {
    const headers = pe_readPeHeaders(reader);
    if (headers === undefined)
        return undefined;
    const { coff, optional } = headers;
    const { sections, segments } = readSections(reader, coff, optional);
    const { name, architecture } = peMachine(coff.machine);
    const needed = readImports(reader, optional, segments);
    const purpose = (coff.characteristics & 0x2000) !== 0 ? 'library' : (coff.characteristics & 2) !== 0 ? 'executable' : 'object';
    const certificates = optional?.directories[4];
    const ends = sections.map((one) => one.offset + one.size);
    return {
        format: 'pe',
        bits: optional?.wide === true ? 64 : 32,
        endian: 'little',
        machine: name,
        architecture,
        os: pe_systemOf(optional?.subsystem ?? 0),
        purpose,
        linking: needed.length > 0 || purpose === 'library' ? 'dynamic' : 'static',
        interpreter: undefined,
        needed,
        soname: undefined,
        runPaths: [],
        minimumOs: optional?.version,
        sections,
        segments,
        range: { offset: 0, size: reader.size },
        // Entry 4, the certificate table, is the only directory that holds a file offset.
        end: furthest([coff.at + 20 + coff.optionalSize + 40 * coff.sections, (certificates?.address ?? 0) + (certificates?.size ?? 0), ...ends]),
    };
}
/** The COFF and the optional header; undefined where no PE signature is. Throws Malformed. */
function pe_readPeHeaders(reader) {
    if (reader.size < 64)
        return undefined;
    const at = readFields(reader, 0, 64, true, 'the DOS header').u32(60);
    const signature = reader.read(at, 4);
    if (signature.length < 4 || textAt(signature, 0, 2) !== 'PE' || signature[2] !== 0 || signature[3] !== 0)
        return undefined;
    const coff = readCoff(reader, at + 4);
    return { coff, optional: readOptional(reader, coff) };
}
function readCoff(reader, at) {
    const fields = readFields(reader, at, 20, true, 'the COFF header');
    return {
        at,
        machine: fields.u16(0),
        sections: fields.u16(2),
        symbols: fields.u32(8),
        symbolCount: fields.u32(12),
        optionalSize: fields.u16(16),
        characteristics: fields.u16(18),
    };
}
function readOptional(reader, coff) {
    if (coff.optionalSize === 0)
        return undefined;
    const fields = readFields(reader, coff.at + 20, coff.optionalSize, true, 'the optional header');
    const magic = fields.u16(0);
    if (magic !== 0x10b && magic !== 0x20b)
        throw new Malformed(`its optional header has the unknown magic 0x${magic.toString(16)}`);
    const wide = magic === 0x20b;
    const first = wide ? 112 : 96;
    const count = Math.min(fields.u32(first - 4), 16);
    const directories = Array.from({ length: count }, (_, index) => ({ address: fields.u32(first + 8 * index), size: fields.u32(first + 8 * index + 4) }));
    return {
        at: coff.at + 20,
        wide,
        base: fields.address(wide ? 24 : 28, wide),
        subsystem: fields.u16(68),
        version: `${fields.u16(48)}.${fields.u16(50)}`,
        headersEnd: fields.u32(60),
        checksum: fields.u32(64),
        first,
        directories,
    };
}
/** "Windows Subsystem": 10 to 13 are EFI programs, as a Linux kernel with an EFI stub is one. */
function pe_systemOf(subsystem) {
    if (subsystem >= 10 && subsystem <= 13)
        return 'uefi';
    return subsystem === 1 || subsystem === 2 || subsystem === 3 || subsystem === 9 ? 'windows' : undefined;
}
function readSections(reader, coff, optional) {
    const sections = [];
    const segments = [];
    const fields = readFields(reader, coff.at + 20 + coff.optionalSize, 40 * coff.sections, true, 'the section table');
    for (let at = 0; at < fields.length; at += 40) {
        const [virtualSize, virtual, size, offset, flags] = [fields.u32(at + 8), fields.u32(at + 12), fields.u32(at + 16), fields.u32(at + 20), fields.u32(at + 36)];
        const address = (optional?.base ?? 0n) + BigInt(virtual);
        const [writable, executable] = [(flags & 0x8000_0000) !== 0, (flags & 0x2000_0000) !== 0];
        // 0x02000000 is IMAGE_SCN_MEM_DISCARDABLE: debug data and relocations.
        sections.push({
            name: sectionName(reader, coff, fields, at),
            offset,
            size: offset === 0 ? 0 : size,
            address,
            loaded: (flags & 0x0200_0000) === 0,
            writable,
            executable,
        });
        if (offset !== 0)
            segments.push({ offset, size: virtualSize === 0 ? size : Math.min(size, virtualSize), address, writable, executable });
    }
    return { sections, segments };
}
/** A name of more than 8 letters is `/` and a place in the string table behind the symbols (COFF; MinGW and Go write it in images too). */
function sectionName(reader, coff, fields, at) {
    const name = fields.text(at, 8);
    if (!/^\/[0-9]{1,7}$/.test(name) || coff.symbols === 0)
        return name;
    const place = coff.symbols + 18 * coff.symbolCount + Number(name.slice(1));
    return place >= reader.size ? name : textAt(reader.read(place, 256), 0, 256);
}
/** The names in the import directory table (PE format, "The .idata Section"). What is loaded only when it is first used is not among them. */
function readImports(reader, optional, segments) {
    const directory = optional?.directories[1];
    if (optional === undefined || directory === undefined || directory.address === 0)
        return [];
    const place = (address) => offsetOf(segments, optional.base + BigInt(address));
    const start = place(directory.address);
    // Files that were split off for debugging keep the headers and lose the data.
    if (start === undefined)
        return [];
    const names = [];
    // Entries of 20 bytes up to one whose name is 0; more libraries than this load nowhere.
    for (let index = 0; index < 1024; index++) {
        const name = readFields(reader, start + 20 * index, 20, true, 'the import table').u32(12);
        if (name === 0)
            return names;
        const at = place(name);
        if (at === undefined)
            throw new Malformed('the name of an imported library lies outside every section');
        names.push(textAt(reader.read(at, 256), 0, 256));
    }
    throw new Malformed('its import table has no end');
}

;// CONCATENATED MODULE: ./packages/binary/build/authenticode.js






/** A certificate table of an honest file has a few tens of kilobytes. */
const authenticode_largest = (/* unused pure expression or super */ null && (16 * 1024 * 1024));
const piece = (/* unused pure expression or super */ null && (1024 * 1024));
const authenticode_cure = 'Sign the file again, as the last step that writes to it';
/**
 * Compares the digests of Authenticode signatures with the file (Microsoft, "Windows Authenticode Portable Executable Signature Format",
 * and the PE format's "Attribute Certificate Table"); undefined when it is not signed. The digest covers the file but its checksum, the
 * entry of the certificate table and the table itself. It does not judge whether the signer can be trusted, nor verify page hashes.
 */
function checkAuthenticode(reader, image) {
    try {
        return ok(image.format === 'pe' ? check(reader) : undefined);
    }
    catch (error) {
        if (!(error instanceof Malformed))
            throw error;
        return err({ code: 'E_BINARY_SIGNATURE', message: `has a damaged Authenticode signature: ${error.message}`, cure: authenticode_cure });
    }
}
function check(reader) {
    const layout = findTable(reader);
    if (layout === undefined)
        return undefined;
    const { offset, size } = layout;
    const { signatures, others } = authenticode_readTable(reader, layout);
    const sums = digests(reader, layout, [...new Set(signatures.flatMap(({ algorithm }) => algorithm ?? []))]);
    return {
        offset,
        size,
        others,
        behind: Math.max(0, reader.size - offset - size),
        signatures: signatures.map((one) => {
            const computed = one.algorithm === undefined ? undefined : sums.get(one.algorithm);
            const state = !one.sealed ? 'unsealed' : computed === undefined ? 'unknown' : computed === one.digest ? 'same' : 'altered';
            return { ...one, computed, state };
        }),
    };
}
/** The certificate table is the fifth directory; of all directories it alone holds a place in the file. */
function findTable(reader) {
    const optional = readPeHeaders(reader)?.optional;
    const directory = optional?.directories[4];
    if (optional === undefined || directory === undefined || directory.address === 0 || directory.size === 0)
        return undefined;
    const { address: offset, size } = directory;
    if (offset + size > reader.size)
        throw new Malformed(`it would stand at ${offset} to ${offset + size}, but the file ends at ${reader.size}`, true);
    if (size > authenticode_largest)
        throw new Malformed(`it claims ${size} bytes`);
    const layout = { checksum: optional.at + 64, entry: optional.at + optional.first + 32, offset, size };
    if (offset < layout.entry + 8)
        throw new Malformed('it stands in the headers');
    return layout;
}
/** WIN_CERTIFICATE entries, each at a multiple of 8; kind 2 is PKCS #7. */
function authenticode_readTable(reader, { offset, size }) {
    const signatures = [];
    let others = 0;
    for (let at = 0; at + 8 <= size;) {
        const head = readFields(reader, offset + at, 8, true, 'an entry of the certificate table');
        const [length, kind] = [head.u32(0), head.u16(6)];
        // What is left may be padding.
        if (length === 0)
            break;
        if (length < 8 || at + length > size)
            throw new Malformed(`an entry of its certificate table claims ${length} bytes`);
        if (kind === 2)
            signatures.push(...readSignedData(Uint8Array.from(reader.read(offset + at + 8, length - 8))));
        else
            others += 1;
        at += Math.ceil(length / 8) * 8;
    }
    if (signatures.length + others === 0)
        throw new Malformed('its certificate table is empty');
    return { signatures, others };
}
/** All digests in one pass. */
function digests(reader, layout, algorithms) {
    const sums = new Map(algorithms.map((name) => [name, createHash(name)]));
    const ranges = [
        [0, layout.checksum],
        [layout.checksum + 4, layout.entry],
        [layout.entry + 8, layout.offset],
        [layout.offset + layout.size, reader.size],
    ];
    const buffer = new Uint8Array(Math.min(piece, reader.size));
    for (const [from, to] of sums.size === 0 ? [] : ranges) {
        for (let at = from; at < to; at += piece) {
            const bytes = readThrough(reader, at, Math.min(piece, to - at), buffer);
            for (const sum of sums.values())
                sum.update(bytes);
        }
    }
    return new Map([...sums].map(([name, sum]) => [name, sum.digest('hex')]));
}

;// CONCATENATED MODULE: ./packages/binary/build/code-directory.js


/** The hashes of a Mach-O code signature, by their number in the file (xnu, osfmk/kern/cs_blobs.h). */
const hashes = {
    1: { name: 'sha1', algorithm: 'sha1', size: 20 },
    2: { name: 'sha256', algorithm: 'sha256', size: 32 },
    3: { name: 'sha256-truncated', algorithm: 'sha256', size: 20 },
    4: { name: 'sha384', algorithm: 'sha384', size: 48 },
};
const flagNames = (/* unused pure expression or super */ null && ([
    [0x1, 'host'],
    [0x2, 'adhoc'],
    [0x4, 'get-task-allow'],
    [0x8, 'installer'],
    [0x10, 'forced-lv'],
    [0x20, 'invalid-allowed'],
    [0x100, 'hard'],
    [0x200, 'kill'],
    [0x400, 'check-expiration'],
    [0x800, 'restrict'],
    [0x1000, 'enforcement'],
    [0x2000, 'library-validation'],
    [0x10000, 'runtime'],
    [0x20000, 'linker-signed'],
]));
const smallestPageBits = 9;
/** Reads the blob of a code directory (cs_blobs.h, `CodeDirectory`; numbers are big-endian). Throws Malformed. */
function code_directory_readDirectory(blob) {
    const fields = new Fields(blob, false, 'a code directory');
    const version = fields.u32(8);
    const kind = hashes[fields.u8(37)];
    if (kind === undefined || fields.u8(36) !== kind.size)
        throw new Malformed(`a code directory has hashes of type ${fields.u8(37)} and ${fields.u8(36)} bytes`);
    const [hashOffset, specials, pages] = [fields.u32(16), fields.u32(24), fields.u32(28)];
    if (hashOffset < specials * kind.size || hashOffset + pages * kind.size > blob.length)
        throw new Malformed('the hashes of a code directory lie outside of it');
    if (version >= 0x20100 && fields.u32(44) !== 0)
        throw new Malformed('its code directory is scattered, which no current system writes');
    const pageBits = fields.u8(39);
    const wideLimit = version >= 0x20300 ? fields.offset(56, true) : 0;
    const codeLimit = wideLimit === 0 ? fields.u32(32) : wideLimit;
    const pageSize = pageBits === 0 ? codeLimit : 2 ** pageBits;
    // 0 makes the whole image one page; the kernel has pages of 4 and of 16 KiB, and smaller ones only cost time.
    if ((pageBits > 0 && pageBits < smallestPageBits) || pageBits > 30 || pages !== (codeLimit === 0 ? 0 : Math.ceil(codeLimit / pageSize))) {
        throw new Malformed(`a code directory has ${pages} page hashes for ${codeLimit} bytes`);
    }
    const teamOffset = version >= 0x20200 ? fields.u32(48) : 0;
    const runtime = version >= 0x20500 ? fields.u32(88) : 0;
    const info = {
        hash: kind.name,
        flags: namesOf(fields.u32(12)),
        identifier: fields.text(fields.u32(20)),
        teamId: teamOffset === 0 ? undefined : fields.text(teamOffset),
        codeLimit,
        pageSize,
        pages,
        runtimeVersion: runtime === 0 ? undefined : `${runtime >>> 16}.${(runtime >>> 8) & 0xff}.${runtime & 0xff}`,
        cdhash: createHash(kind.algorithm).update(blob).digest('hex').slice(0, 40),
    };
    const table = Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength);
    return {
        info,
        hashSize: kind.size,
        slot: (index) => table.toString('hex', hashOffset + index * kind.size, hashOffset + (index + 1) * kind.size),
        specials,
        // The one-shot form, and text: twice as fast for pages as an object and a buffer for each.
        digest: (bytes) => hash(kind.algorithm, bytes, 'hex').slice(0, 2 * kind.size),
    };
}
function namesOf(flags) {
    const known = flagNames.filter(([bit]) => (flags & bit) !== 0);
    const rest = (flags & ~known.reduce((all, [bit]) => all | bit, 0)) >>> 0;
    return [...known.map(([, name]) => name), ...(rest === 0 ? [] : [`0x${rest.toString(16)}`])];
}

;// CONCATENATED MODULE: ./packages/binary/build/code-pages.js


/** The special slots whose content stands in the signature itself; those of Info.plist and of resources seal files beside the program. */
const parts = {
    2: 'requirements',
    5: 'entitlements',
    7: 'DER entitlements',
    8: 'launch constraints',
    9: 'parent launch constraints',
    10: 'responsible launch constraints',
    11: 'library constraints',
};
/** Compares the parts that stand in the signature with the hashes in a directory's special slots. */
function code_pages_compareSlots(directory, blobs, tell) {
    for (const [key, part] of Object.entries(parts)) {
        const slot = Number(key);
        const bytes = blobs.find((one) => one.slot === slot)?.bytes;
        const sealed = slot <= directory.specials ? directory.slot(-slot) : undefined;
        const empty = sealed === undefined || /^0*$/.test(sealed);
        if (bytes === undefined && empty)
            continue;
        const state = bytes === undefined ? 'missing' : empty ? 'unsealed' : directory.digest(bytes) === sealed ? undefined : 'altered';
        if (state !== undefined)
            tell({ what: 'part', hash: directory.info.hash, part, state });
    }
}
const code_pages_chunk = (/* unused pure expression or super */ null && (1024 * 1024));
/** Compares all pages with all directories, in one pass over the image where the pages are of a usual size. */
function code_pages_comparePages(image, start, directories, tell) {
    const usual = directories.filter(({ info }) => info.pageSize <= code_pages_chunk && info.pageSize > 0);
    const end = usual.reduce((far, { info }) => Math.max(far, info.codeLimit), 0);
    const buffer = new Uint8Array(Math.min(code_pages_chunk, end));
    for (let base = 0; base < end; base += code_pages_chunk) {
        const bytes = readThrough(image, base, Math.min(code_pages_chunk, end - base), buffer);
        for (const directory of usual)
            compareChunk(bytes, base, start, directory, tell);
    }
    for (const directory of directories)
        if (!usual.includes(directory))
            compareLarge(image, start, directory, tell);
}
/** Page sizes are powers of two, so that no page lies across the edge of a chunk. */
function compareChunk(bytes, base, start, { info, slot, digest }, tell) {
    const { pageSize, codeLimit, hash } = info;
    for (let at = 0; at < bytes.length && base + at < codeLimit; at += pageSize) {
        const page = (base + at) / pageSize;
        const size = Math.min(pageSize, codeLimit - base - at);
        if (digest(bytes.subarray(at, at + size)) !== slot(page))
            tell({ what: 'page', hash, page, offset: start + base + at, size });
    }
}
/** Pages of more than a chunk; a page size of 0 makes the whole image one page. */
function compareLarge(image, start, { info, slot, hashSize }, tell) {
    const { pageSize, codeLimit, pages, hash } = info;
    for (let page = 0; page < pages; page++) {
        const size = Math.min(pageSize, codeLimit - page * pageSize);
        const sum = createHash(hash === 'sha256-truncated' ? 'sha256' : hash);
        for (let done = 0; done < size; done += code_pages_chunk)
            sum.update(image.read(page * pageSize + done, Math.min(code_pages_chunk, size - done)));
        if (sum.digest('hex').slice(0, 2 * hashSize) !== slot(page))
            tell({ what: 'page', hash, page, offset: start + page * pageSize, size });
    }
}

;// CONCATENATED MODULE: ./packages/binary/build/entitlements-der.js


/** Apple's own tags: application 16 around the whole, context 16 around a dictionary; older files use a set for a dictionary. */
const entitlements_der_whole = 0x70;
const dictionary = 0xb0;
const entitlements_der_deepest = 32;
/**
 * Reads the DER form of entitlements, in which systems since macOS 12 look (Apple's "TN3125: Inside Code Signing: Provisioning Profiles"
 * names it; the layout is that of libCoreEntitlements): a version, then a dictionary of pairs. Throws Malformed.
 */
function entitlements_der_readDerEntitlements(bytes) {
    const outer = readDer(bytes);
    if (outer.tag !== entitlements_der_whole)
        return readNode(outer, 0);
    const [version, body] = readDerList(outer.content);
    if (version?.tag !== derTags.integer || body === undefined)
        throw new Malformed('its DER entitlements have no version');
    return readNode(body, 0);
}
function readNode({ tag, content }, depth) {
    if (depth > entitlements_der_deepest)
        throw new Malformed('its DER entitlements nest too deep');
    switch (tag) {
        case derTags.boolean:
            return content[0] !== 0;
        case derTags.integer:
            if (content.length > 6)
                throw new Malformed('its DER entitlements hold a number of more than 48 bits');
            return content.reduce((value, byte, index) => (index === 0 && byte > 127 ? byte - 256 : value * 256 + byte), 0);
        case derTags.utf8:
            return new TextDecoder().decode(content);
        case derTags.sequence:
            return readDerList(content).map((one) => readNode(one, depth + 1));
        case derTags.set:
        case dictionary:
            return Object.fromEntries(readDerList(content).map((pair) => readPair(pair, depth)));
        default:
            throw new Malformed(`its DER entitlements hold the unknown tag 0x${tag.toString(16)}`);
    }
}
function readPair(pair, depth) {
    const [key, value] = pair.tag === derTags.sequence ? readDerList(pair.content) : [];
    if (key?.tag !== derTags.utf8 || value === undefined)
        throw new Malformed('its DER entitlements hold a key that is no text');
    return [new TextDecoder().decode(key.content), readNode(value, depth + 1)];
}

;// CONCATENATED MODULE: ./packages/binary/build/macho-commands.js

/** The first four bytes as they stand in the file. */
const shapes = {
    4277009102: { wide: false, little: false },
    4277009103: { wide: true, little: false },
    3472551422: { wide: false, little: true },
    3489328638: { wide: true, little: true },
};
/** Width and byte order by the first four bytes, read as a big-endian number; undefined for another magic. */
function macho_commands_machoShape(magic) {
    return shapes[magic];
}
/** Reads the load commands of a thin file, or of one slice of a fat one. Throws Malformed. */
function macho_commands_readLoadCommands(reader) {
    const magic = readFields(reader, 0, 4, false, 'the Mach-O magic').u32(0);
    const shape = macho_commands_machoShape(magic);
    if (shape === undefined)
        throw new Malformed(`a slice has the unknown magic 0x${magic.toString(16)}`);
    const { wide, little } = shape;
    const header = readFields(reader, 0, wide ? 32 : 28, little, 'the Mach-O header');
    const fields = readFields(reader, header.length, header.u32(20), little, 'the load commands');
    const list = [];
    for (let at = 0; list.length < header.u32(16);) {
        const [command, size] = [fields.u32(at), fields.u32(at + 4)];
        if (size < 8 || at + size > fields.length)
            throw new Malformed(`load command ${list.length + 1} claims ${size} bytes`);
        list.push({ command, at, size });
        at += size;
    }
    return { wide, little, header, fields, list };
}
/** The text of a command whose third word says where it begins (`lc_str`). */
function macho_commands_loadCommandText(fields, at) {
    return fields.text(at + fields.u32(at + 8), Math.max(0, fields.u32(at + 4) - fields.u32(at + 8)));
}

;// CONCATENATED MODULE: ./packages/binary/build/code-signature.js







const code_signature_most = 1000;
/** Page hashes of 4 GiB, twice; nothing honest is larger. */
const largestSignature = (/* unused pure expression or super */ null && (128 * 1024 * 1024));
/** A few hundred times what the most demanding program asks for. */
const largestEntitlements = (/* unused pure expression or super */ null && (1024 * 1024));
/** The first directory and five alternates (cs_blobs.h, CSSLOT_ALTERNATE_CODEDIRECTORY_MAX). */
const mostDirectories = 6;
const slots = { directory: 0, entitlements: 5, derEntitlements: 7, alternates: 0x1000, cms: 0x10000 };
const code_signature_cure = 'Sign the file again, as the last step that writes to it';
/**
 * Reads the signature of one Mach-O image (xnu, osfmk/kern/cs_blobs.h), on any system; undefined when it has none. `reader` is over the
 * whole file. It does not judge whether its certificates can be trusted, nor whether Apple notarized it: that takes Apple's own tools.
 */
function readCodeSignature(reader, image) {
    return guarded(() => readRaw(reader, image)?.signature);
}
/**
 * Reads the signature and compares every page of the image, and every blob in the signature, with its hash; undefined when there is none.
 * Reads the image once, whatever the number of directories. Offsets in differences count from the start of the file.
 */
function checkCodeSignature(reader, image) {
    return guarded(() => {
        const raw = readRaw(reader, image);
        if (raw === undefined)
            return undefined;
        const { signature, directories, blobs } = raw;
        const { offset: start, size } = image.range;
        const differences = [];
        let count = 0;
        const tell = (difference) => {
            count += 1;
            if (differences.length < code_signature_most)
                differences.push(difference);
        };
        for (const directory of directories) {
            if (start + directory.info.codeLimit !== signature.offset) {
                const from = Math.min(start + directory.info.codeLimit, signature.offset);
                tell({ what: 'unsigned', hash: directory.info.hash, offset: from, size: Math.max(signature.offset, start + directory.info.codeLimit) - from });
            }
            compareSlots(directory, blobs, tell);
        }
        const end = signature.offset + signature.size;
        if (end < start + size)
            tell({ what: 'unsigned', hash: undefined, offset: end, size: start + size - end });
        comparePages(partOf(reader, start, size), start, directories, tell);
        return { signature, differences, count };
    });
}
function guarded(read) {
    try {
        return ok(read());
    }
    catch (error) {
        if (!(error instanceof Malformed))
            throw error;
        const message = `has a damaged code signature: ${error.message}`;
        return err({ code: 'E_BINARY_SIGNATURE', message, cure: code_signature_cure });
    }
}
function readRaw(reader, image) {
    if (image.format !== 'mach-o')
        return undefined;
    const slice = partOf(reader, image.range.offset, image.range.size);
    const { fields, list } = readLoadCommands(slice);
    const command = list.find((one) => one.command === 0x1d);
    if (command === undefined)
        return undefined;
    const [offset, size] = [fields.u32(command.at + 8), fields.u32(command.at + 12)];
    if (offset + size > slice.size)
        throw new Malformed(`it would stand at ${offset} to ${offset + size}, but the image ends at ${slice.size}`, true);
    const blobs = readBlobs(partOf(slice, offset, size));
    const directories = readDirectories(blobs, slice.size);
    const blob = (slot) => blobs.find((one) => one.slot === slot)?.bytes.subarray(8);
    const [xml, der, cms] = [blob(slots.entitlements), blob(slots.derEntitlements), blob(slots.cms)];
    if (Math.max(xml?.length ?? 0, der?.length ?? 0) > largestEntitlements)
        throw new Malformed('its entitlements have more than 1 MiB');
    const signature = {
        offset: image.range.offset + offset,
        size,
        directories: directories.map(({ info }) => info),
        entitlements: xml === undefined ? undefined : new TextDecoder().decode(xml),
        derEntitlements: der === undefined ? undefined : readDerEntitlements(der),
        cms: cms === undefined ? 'absent' : cms.length === 0 ? 'empty' : 'present',
    };
    return { signature, directories, blobs };
}
function readDirectories(blobs, size) {
    const found = blobs.filter(({ slot }) => slot === slots.directory || (slot >= slots.alternates && slot < slots.alternates + 8));
    if (found.length === 0)
        throw new Malformed('it has no code directory');
    if (found.length > mostDirectories)
        throw new Malformed(`it has ${found.length} code directories`);
    const directories = found.map(({ bytes }) => readDirectory(bytes));
    const long = directories.find(({ info }) => info.codeLimit > size);
    if (long !== undefined)
        throw new Malformed(`a code directory is for ${long.info.codeLimit} bytes, but the image has ${size}`, true);
    return directories;
}
/** The index of an embedded signature: kinds and places of blobs, each with its magic and its length in front. */
function readBlobs(reader) {
    const head = readFields(reader, 0, 12, false, 'its header');
    if (head.u32(0) !== 0xfade_0cc0)
        throw new Malformed(`its magic is 0x${head.u32(0).toString(16)}`);
    const count = head.u32(8);
    if (count > 64)
        throw new Malformed(`it claims ${count} parts`);
    if (reader.size > largestSignature)
        throw new Malformed(`it claims ${reader.size} bytes`);
    const index = readFields(reader, 12, 8 * count, false, 'its index');
    let left = reader.size;
    return Array.from({ length: count }, (_, number) => {
        const [slot, offset] = [index.u32(8 * number), index.u32(8 * number + 4)];
        const length = readFields(reader, offset, 8, false, `part ${number + 1}`).u32(4);
        // Together the parts are no longer than the signature: they do not overlap.
        left -= length;
        if (length < 8 || left < 0 || offset + length > reader.size)
            throw new Malformed(`part ${number + 1} claims ${length} bytes`);
        // Copied: these bytes are kept while others are read.
        return { slot, bytes: Uint8Array.from(reader.read(offset, length)) };
    });
}

;// CONCATENATED MODULE: ./packages/binary/build/elf-header.js

const load = 1;
/** Reads the ELF header. Throws Malformed. */
function elf_header_readElfHeader(reader) {
    const ident = readFields(reader, 0, 16, true, 'the ELF identification');
    const [klass, order] = [ident.u8(4), ident.u8(5)];
    if (klass !== 1 && klass !== 2)
        throw new Malformed(`its ELF class ${klass} is neither 32 nor 64 bits`);
    if (order !== 1 && order !== 2)
        throw new Malformed(`its ELF byte order ${order} is neither little nor big`);
    const [wide, little] = [klass === 2, order === 1];
    const fields = readFields(reader, 0, wide ? 64 : 52, little, 'the ELF header');
    const at = wide ? { phoff: 32, shoff: 40, rest: 54 } : { phoff: 28, shoff: 32, rest: 42 };
    const programs = { offset: fields.offset(at.phoff, wide), entry: fields.u16(at.rest), count: fields.u16(at.rest + 2) };
    const sections = { offset: fields.offset(at.shoff, wide), entry: fields.u16(at.rest + 4), count: fields.u16(at.rest + 6) };
    const header = {
        wide,
        little,
        osabi: ident.u8(7),
        type: fields.u16(16),
        machine: fields.u16(18),
        entry: fields.address(24, wide),
        programs,
        sections,
        names: fields.u16(at.rest + 8),
    };
    return sections.offset === 0 ? { ...header, sections: { ...sections, count: 0 } } : extended(reader, header);
}
/** Counts that do not fit into 16 bits stand in section 0 (gABI, chapter 4, "e_shnum", "e_phnum", "e_shstrndx"). */
function extended(reader, header) {
    if (header.sections.count !== 0 && header.programs.count !== 0xffff && header.names !== 0xffff)
        return header;
    const first = readFields(reader, header.sections.offset, header.wide ? 64 : 40, header.little, 'ELF section 0');
    const size = first.offset(header.wide ? 32 : 20, header.wide);
    return {
        ...header,
        sections: { ...header.sections, count: header.sections.count === 0 ? size : header.sections.count },
        programs: { ...header.programs, count: header.programs.count === 0xffff ? first.u32(header.wide ? 44 : 28) : header.programs.count },
        names: header.names === 0xffff ? first.u32(header.wide ? 40 : 24) : header.names,
    };
}
/** Reads a header table as a whole; undefined when it is empty. */
function elf_header_readTable(reader, header, table, least, what) {
    if (table.count === 0)
        return undefined;
    if (table.entry < least)
        throw new Malformed(`an entry of ${what} has ${table.entry} bytes instead of ${least}`);
    const fields = readFields(reader, table.offset, table.entry * table.count, header.little, what);
    return { fields, at: Array.from({ length: table.count }, (_, index) => index * table.entry) };
}
/** Reads the program header table. */
function elf_header_readPrograms(reader, header) {
    const { wide } = header;
    const table = elf_header_readTable(reader, header, header.programs, wide ? 56 : 32, 'the program header table');
    if (table === undefined)
        return [];
    const { fields } = table;
    return table.at.map((at) => ({
        type: fields.u32(at),
        flags: fields.u32(at + (wide ? 4 : 24)),
        offset: fields.offset(at + (wide ? 8 : 4), wide),
        address: fields.address(at + (wide ? 16 : 8), wide),
        size: fields.offset(at + (wide ? 32 : 16), wide),
    }));
}
/** The parts of the file that are mapped when it is loaded (PT_LOAD). */
function elf_header_segmentsOf(programs) {
    return programs
        .filter((one) => one.type === load)
        .map((one) => ({ offset: one.offset, size: one.size, address: one.address, writable: (one.flags & 2) !== 0, executable: (one.flags & 1) !== 0 }));
}

;// CONCATENATED MODULE: ./packages/binary/build/elf-dynamic.js



const tags = { needed: 1n, strtab: 5n, strsz: 10n, soname: 14n, rpath: 15n, runpath: 29n, flags1: 0x6ffffffbn };
const absent = { needed: [], soname: undefined, runPaths: [], pie: false };
/** Reads the dynamic section as far as it says what is loaded. Throws Malformed. */
function elf_dynamic_readDynamic(reader, header, programs) {
    const entries = elf_dynamic_readDynamicEntries(reader, header, programs);
    if (entries.length === 0)
        return absent;
    const value = (tag) => entries.find(([key]) => key === tag)?.[1];
    const names = placeNames(reader, programs, value(tags.strtab), value(tags.strsz));
    const texts = (tag) => entries.filter(([key]) => key === tag).map(([, at]) => elf_dynamic_readName(reader, names, at));
    return {
        needed: texts(tags.needed),
        soname: texts(tags.soname)[0],
        runPaths: [...texts(tags.rpath), ...texts(tags.runpath)].flatMap((path) => path.split(':')),
        pie: ((value(tags.flags1) ?? 0n) & 0x08000000n) !== 0n,
    };
}
/** Tags and values of the dynamic section, up to its end mark. */
function elf_dynamic_readDynamicEntries(reader, header, programs) {
    const segment = programs.find((one) => one.type === 2);
    if (segment === undefined || segment.size === 0)
        return [];
    const half = header.wide ? 8 : 4;
    const fields = readFields(reader, segment.offset, segment.size, header.little, 'the dynamic section');
    const entries = [];
    for (let at = 0; at + 2 * half <= fields.length; at += 2 * half) {
        const tag = fields.address(at, header.wide);
        if (tag === 0n)
            break;
        entries.push([tag, fields.address(at + half, header.wide)]);
    }
    return entries;
}
function placeNames(reader, programs, address, size) {
    if (address === undefined || size === undefined)
        return { offset: 0, size: 0 };
    const offset = offsetOf(segmentsOf(programs), address);
    if (offset === undefined)
        throw new Malformed('its table of dynamic names lies outside every segment');
    if (BigInt(offset) + size > BigInt(reader.size))
        throw new Malformed('its table of dynamic names reaches beyond the end of the file', true);
    return { offset, size: Number(size) };
}
/** The table is megabytes long in large programs, so each name is read alone. */
function elf_dynamic_readName(reader, names, at) {
    if (at >= BigInt(names.size))
        throw new Malformed('a dynamic name lies outside its table');
    return textAt(reader.read(names.offset + Number(at), Math.min(4096, names.size - Number(at))), 0);
}

;// CONCATENATED MODULE: ./packages/binary/build/elf-system.js

const noteSegment = 4;
/** Linkers write one for each alignment. */
const mostNotes = 16;
/** Loaders that only one system has. Solaris and illumos have the same; `/lib/ld.so.1` is also one of Linux. */
const loaders = (/* unused pure expression or super */ null && ([
    [/^\/system\/bin\/linker/, 'android'],
    [/^\/(usr\/)?lib\/(64|amd64|sparcv9)\/ld\.so\.1$|^\/usr\/lib\/ld\.so\.1$/, 'solaris'],
    [/^(\/usr)?\/libexec\/ld-elf\.so\.2$/, 'dragonfly'],
]));
/**
 * The system that an ELF file is for. EI_OSABI says it for FreeBSD; others write 0, mostly, and are told apart by their notes and loaders.
 * What says nothing is for Linux, also a static program of DragonFly, which nothing in its headers tells from one of Linux.
 */
function elf_system_systemOf(reader, header, programs, interpreter) {
    const declared = { 2: 'netbsd', 3: 'linux', 6: 'solaris', 9: 'freebsd', 12: 'openbsd' };
    if (header.osabi !== 0)
        return declared[header.osabi];
    const notes = programs.filter((one) => one.type === noteSegment && one.size > 0).slice(0, mostNotes);
    const owners = notes.flatMap((one) => noteOwners(reader.read(one.offset, Math.min(one.size, 4096)), header.little));
    const owner = owners.find((name) => ['NetBSD', 'OpenBSD', 'FreeBSD', 'DragonFly', 'Android'].includes(name));
    if (owner !== undefined)
        return owner.toLowerCase();
    return loaders.find(([pattern]) => pattern.test(interpreter ?? ''))?.[1] ?? 'linux';
}
/** Names of the owners of notes (gABI, chapter 5, "Note Section"). Notes that run over their end are passed over: they say nothing. */
function noteOwners(bytes, little) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const owners = [];
    for (let at = 0; at + 12 <= bytes.length;) {
        const [nameSize, valueSize] = [view.getUint32(at, little), view.getUint32(at + 4, little)];
        owners.push(textAt(bytes, at + 12, Math.min(nameSize, 64)));
        at += 12 + align(nameSize) + align(valueSize);
    }
    return owners;
}
function align(size) {
    return Math.ceil(size / 4) * 4;
}

;// CONCATENATED MODULE: ./packages/binary/build/elf.js






const elf_load = 1;
const dynamicSegment = 2;
const interp = 3;
const noBits = 8;
/** Reads an ELF file of either width and byte order. Throws Malformed. */
function elf_readElf(reader) {
    const header = readElfHeader(reader);
    const programs = readPrograms(reader, header);
    const raw = elf_readSections(reader, header);
    const { name, architecture } = elfMachine(header.machine, header.wide ? 64 : 32, header.little);
    // Debug data that was split off keeps the headers of what it was split from: there the contents are sections without bytes.
    const isEmpty = (one) => raw.some((section) => section.type === noBits && section.address === one.address && section.size > 0);
    const dynamic = readDynamic(reader, header, programs.filter((one) => one.type !== dynamicSegment || !isEmpty(one)));
    const interpreter = readInterpreter(reader, programs.find((one) => one.type === interp && !isEmpty(one)));
    const purpose = purposeOf(header, interpreter, dynamic);
    const ends = [
        ...programs.filter((one) => one.type === elf_load).map((one) => one.offset + one.size),
        ...raw.filter((one) => one.type !== noBits && one.type !== 0).map((one) => one.offset + one.size),
    ];
    return {
        format: 'elf',
        bits: header.wide ? 64 : 32,
        endian: header.little ? 'little' : 'big',
        machine: name,
        architecture,
        os: systemOf(reader, header, programs, interpreter),
        purpose,
        linking: interpreter !== undefined || dynamic.needed.length > 0 || purpose === 'library' ? 'dynamic' : 'static',
        interpreter,
        needed: dynamic.needed,
        soname: dynamic.soname,
        runPaths: dynamic.runPaths,
        minimumOs: undefined,
        sections: nameSections(reader, header, raw),
        segments: segmentsOf(programs),
        range: { offset: 0, size: reader.size },
        end: furthest([tableEnd(header.programs), tableEnd(header.sections), ...ends]),
    };
}
function tableEnd(table) {
    return table.count === 0 ? 0 : table.offset + table.entry * table.count;
}
function elf_readSections(reader, header) {
    const { wide } = header;
    const table = readTable(reader, header, header.sections, wide ? 64 : 40, 'the section header table');
    if (table === undefined)
        return [];
    const { fields } = table;
    return table.at.map((at) => ({
        name: fields.u32(at),
        type: fields.u32(at + 4),
        flags: Number(fields.address(at + 8, wide) & 0xffn),
        address: fields.address(at + (wide ? 16 : 12), wide),
        offset: fields.offset(at + (wide ? 24 : 16), wide),
        size: fields.offset(at + (wide ? 32 : 20), wide),
    }));
}
function nameSections(reader, header, raw) {
    const table = raw[header.names];
    const names = table === undefined || table.type === noBits
        ? new Uint8Array()
        : readFields(reader, table.offset, table.size, header.little, 'the table of section names').bytes;
    return raw
        .filter((one) => one.type !== 0)
        .map((one) => ({
        name: textAt(names, one.name, 256),
        offset: one.offset,
        size: one.type === noBits ? 0 : one.size,
        address: one.address,
        loaded: (one.flags & 2) !== 0,
        writable: (one.flags & 1) !== 0,
        executable: (one.flags & 4) !== 0,
    }));
}
function readInterpreter(reader, found) {
    if (found === undefined || found.size === 0)
        return undefined;
    return readFields(reader, found.offset, Math.min(found.size, 4096), true, 'the name of its loader').text(0);
}
/** ET_DYN is a library or a position-independent program; programs ask for a loader or carry DF_1_PIE. libc.so.6 asks for one and has a name. */
function purposeOf(header, interpreter, dynamic) {
    if (header.type === 1)
        return 'object';
    if (header.type === 2)
        return 'executable';
    if (header.type !== 3)
        return 'other';
    if (dynamic.pie)
        return 'executable';
    return interpreter !== undefined && dynamic.soname === undefined ? 'executable' : 'library';
}

;// CONCATENATED MODULE: ./packages/binary/build/macho.js





/** Reads thin and fat Mach-O files (Apple's mach-o/loader.h and mach-o/fat.h). Undefined when the magic is another's. Throws Malformed. */
function macho_readMachO(reader, magic) {
    if (magic === 0xcafe_babe || magic === 0xcafe_babf)
        return readFat(reader, magic === 0xcafe_babf);
    return machoShape(magic) === undefined ? undefined : [readThin(reader, 0, reader.size)];
}
/** No tool writes nearly as many; a Java class file has its version here, which is 45 or more. */
const mostSlices = 40;
function readFat(reader, wide) {
    const count = readFields(reader, 0, 8, false, 'the fat header').u32(4);
    // Java class files begin with the same magic.
    if (count >= mostSlices)
        return undefined;
    if (count === 0)
        throw new Malformed('its fat header names no architecture');
    const size = wide ? 32 : 20;
    const table = readFields(reader, 8, size * count, false, 'the table of architectures');
    return Array.from({ length: count }, (_, index) => {
        const at = index * size;
        const [offset, length] = [table.offset(at + 8, wide), table.offset(at + (wide ? 16 : 12), wide)];
        if (offset + length > reader.size)
            throw new Malformed(`slice ${index + 1} would end at ${offset + length}, but the file ends at ${reader.size}`, true);
        return readThin(reader, offset, length);
    });
}
function readThin(file, start, size) {
    const reader = partOf(file, start, size);
    const loads = readLoadCommands(reader);
    const { wide, little, header } = loads;
    const { name, architecture } = machoMachine(header.u32(4));
    const commands = interpret(loads, start);
    const type = header.u32(12);
    const purpose = type === 2 ? 'executable' : type === 6 || type === 8 ? 'library' : type === 1 ? 'object' : 'other';
    return {
        format: 'mach-o',
        bits: wide ? 64 : 32,
        endian: little ? 'little' : 'big',
        machine: name,
        architecture,
        // Files from before macOS 10.6 name no platform, and objects may not either.
        os: commands.os ?? 'darwin',
        purpose,
        linking: commands.interpreter !== undefined || commands.needed.length > 0 || purpose === 'library' ? 'dynamic' : 'static',
        interpreter: commands.interpreter,
        needed: commands.needed,
        soname: commands.soname,
        runPaths: commands.runPaths,
        minimumOs: commands.minimumOs,
        sections: commands.sections,
        segments: commands.segments,
        range: { offset: start, size: reader.size },
        end: furthest([start + header.length + header.u32(20), ...commands.ends]),
    };
}
function interpret({ fields, list }, start) {
    const found = { sections: [], segments: [], needed: [], runPaths: [], ends: [] };
    for (const { command, at } of list)
        readCommand(fields, at, command, start, found);
    return found;
}
function readCommand(fields, at, command, start, found) {
    const text = () => loadCommandText(fields, at);
    switch (command) {
        case 0x1: // LC_SEGMENT
        case 0x19: // LC_SEGMENT_64
            readSegment(fields, at, command === 0x19, start, found);
            break;
        case 0xc: // LC_LOAD_DYLIB, and its lazy, weak, re-exported and upward forms
        case 0x20:
        case 0x8000_0018:
        case 0x8000_001f:
        case 0x8000_0023:
            found.needed.push(text());
            break;
        case 0xd: // LC_ID_DYLIB
            found.soname = text();
            break;
        case 0xe: // LC_LOAD_DYLINKER
            found.interpreter = text();
            break;
        case 0x8000_001c: // LC_RPATH
            found.runPaths.push(text());
            break;
        case 0x1d: // LC_CODE_SIGNATURE: data at the end of __LINKEDIT
            found.ends.push(start + fields.u32(at + 8) + fields.u32(at + 12));
            break;
        case 0x32: // LC_BUILD_VERSION
            setPlatform(found, fields.u32(at + 8), fields.u32(at + 12));
            break;
        case 0x24: // LC_VERSION_MIN_MACOSX, and those of iPhoneOS, tvOS and watchOS
        case 0x25:
        case 0x2f:
        case 0x30:
            setPlatform(found, versionCommands[command] ?? 0, fields.u32(at + 8));
            break;
    }
}
/** loader.h, "Known values for the platform field". */
const platforms = {
    1: 'darwin',
    2: 'ios',
    3: 'tvos',
    4: 'watchos',
    5: 'bridgeos',
    6: 'maccatalyst',
    7: 'iossimulator',
    8: 'tvossimulator',
    9: 'watchossimulator',
    10: 'driverkit',
    11: 'visionos',
    12: 'visionossimulator',
};
/** Platforms of the commands that are older than LC_BUILD_VERSION. */
const versionCommands = { 36: 1, 37: 2, 47: 3, 48: 4 };
/** The first counts: a library for macOS and Catalyst names both, and macOS before Catalyst. The version is X.Y.Z in 16, 8 and 8 bits. */
function setPlatform(found, platform, version) {
    if (found.os !== undefined)
        return;
    const patch = version & 0xff;
    found.os = platforms[platform] ?? `platform ${platform}`;
    found.minimumOs = `${version >>> 16}.${(version >>> 8) & 0xff}${patch === 0 ? '' : `.${patch}`}`;
}
function readSegment(fields, at, wide, start, found) {
    const places = wide
        ? { address: 24, offset: 40, size: 48, protection: 60, count: 64, first: 72, step: 80 }
        : { address: 24, offset: 32, size: 36, protection: 44, count: 48, first: 56, step: 68 };
    const [offset, size] = [start + fields.offset(at + places.offset, wide), fields.offset(at + places.size, wide)];
    const protection = fields.u32(at + places.protection);
    const [writable, executable] = [(protection & 2) !== 0, (protection & 4) !== 0];
    const loaded = fields.text(at + 8, 16) !== '__DWARF';
    found.segments.push({ offset, size, address: fields.address(at + places.address, wide), writable, executable });
    found.ends.push(offset + size);
    const count = fields.u32(at + places.count);
    if (places.first + places.step * count > fields.u32(at + 4))
        throw new Malformed(`a segment claims ${count} sections`);
    for (let index = 0; index < count; index++) {
        const here = at + places.first + places.step * index;
        const [flags, place] = [fields.u32(here + (wide ? 64 : 56)), fields.u32(here + (wide ? 48 : 40))];
        const type = flags & 0xff;
        // S_ZEROFILL, S_GB_ZEROFILL and S_THREAD_LOCAL_ZEROFILL hold nothing in the file.
        const empty = type === 1 || type === 12 || type === 18;
        found.sections.push({
            name: `${fields.text(here + 16, 16)},${fields.text(here, 16)}`,
            offset: start + place,
            size: empty ? 0 : fields.offset(here + (wide ? 40 : 36), wide),
            address: fields.address(here + 32, wide),
            loaded,
            writable,
            // S_ATTR_PURE_INSTRUCTIONS and S_ATTR_SOME_INSTRUCTIONS: the rest of a segment that may be executed is data.
            executable: executable && (flags & 0x8000_0400) !== 0,
        });
    }
}

;// CONCATENATED MODULE: ./packages/binary/build/native.js





const startAgain = 'Build or download the file again, and see that it was copied whole';
/** What a native file says of itself, from its headers alone. Anything that is no ELF, PE or Mach-O file, or is cut or contradicts itself, is a Problem. */
function native_readNative(reader) {
    try {
        const file = readFormat(boundedReader(reader));
        if (file !== undefined)
            return ok(file);
        const message = reader.size === 0 ? 'is empty (0 bytes)' : 'is neither ELF, PE nor Mach-O';
        return err({ code: reader.size === 0 ? 'E_BINARY_EMPTY' : 'E_BINARY_FORMAT', message, cure: 'Name a native executable or library' });
    }
    catch (error) {
        if (!(error instanceof Malformed))
            throw error;
        return err({ code: error.truncated ? 'E_BINARY_TRUNCATED' : 'E_BINARY_MALFORMED', message: `is damaged: ${error.message}`, cure: startAgain });
    }
}
function readFormat(reader) {
    const magic = reader.read(0, 4);
    if (magic.length < 4)
        return undefined;
    const [a = 0, b = 0, c = 0, d = 0] = magic;
    const word = ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
    if (word === 0x7f45_4c46)
        return { format: 'elf', images: [readElf(reader)] };
    if (a === 0x4d && b === 0x5a) {
        const image = readPe(reader);
        return image === undefined ? undefined : { format: 'pe', images: [image] };
    }
    const images = readMachO(reader, word);
    return images === undefined ? undefined : { format: 'mach-o', images };
}

;// CONCATENATED MODULE: ./packages/binary/build/sniff.js




const fileKinds = [
    'empty',
    'lfs-pointer',
    'html',
    'text',
    'elf',
    'pe',
    'mach-o',
    'bzimage',
    'arm64-image',
    'riscv-image',
    'efi-zboot',
    'cpio',
    'gzip',
    'xz',
    'zstd',
    'zip',
    'bzip2',
    'lz4',
    'tar',
    'ext4',
    'squashfs',
    'data',
];
const head = 4096;
const cases = (/* unused pure expression or super */ null && ([
    ['gzip', 0, [0x1f, 0x8b]],
    ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]],
    ['zstd', 0, [0x28, 0xb5, 0x2f, 0xfd]],
    ['bzip2', 0, [0x42, 0x5a, 0x68]],
    ['lz4', 0, [0x04, 0x22, 0x4d, 0x18]],
    // The legacy frame, which the kernel's own tools write.
    ['lz4', 0, [0x02, 0x21, 0x4c, 0x18]],
    ['zip', 0, [0x50, 0x4b, 0x03, 0x04]],
    ['zip', 0, [0x50, 0x4b, 0x05, 0x06]],
    ['squashfs', 0, [0x68, 0x73, 0x71, 0x73]],
    // newc, newc with checksums, and the old portable form (cpio(5)).
    ['cpio', 0, [0x30, 0x37, 0x30, 0x37, 0x30, 0x31]],
    ['cpio', 0, [0x30, 0x37, 0x30, 0x37, 0x30, 0x32]],
    ['cpio', 0, [0x30, 0x37, 0x30, 0x37, 0x30, 0x37]],
    ['tar', 257, [0x75, 0x73, 0x74, 0x61, 0x72]],
    // The superblock's magic of ext2, ext3 and ext4 (kernel documentation, "ext4 Super Block").
    ['ext4', 0x438, [0x53, 0xef]],
]));
/** What the first 4 KiB (and, of native files, the headers) say. Never fails: what nobody knows is `data` or `text`. */
function sniff_sniff(reader) {
    return look(reader, true);
}
/** A gzip file may hold itself, so what is inside is looked at once. */
function look(reader, unpack) {
    const bytes = reader.read(0, head);
    if (reader.size === 0)
        return plain('empty');
    const kernel = sniffKernel(bytes);
    if (kernel !== undefined)
        return kernel;
    if (startsNative(bytes)) {
        const native = sniffNative(reader);
        if (native !== undefined)
            return native;
    }
    const found = cases.find(([, at, magic]) => magic.every((byte, index) => bytes[at + index] === byte));
    if (found !== undefined)
        return { ...plain(found[0]), inside: found[0] === 'gzip' && unpack ? sniffGzip(reader) : undefined };
    return plain(sniffText(bytes, bytes.length === reader.size));
}
function plain(kind, architectures = []) {
    return { kind, architectures, os: undefined, purpose: undefined, inside: undefined, problem: undefined };
}
/** Kernels first: with an EFI stub they are PE files too, and a kernel is what they are for. */
function sniffKernel(bytes) {
    const says = (at, text) => [...text].every((letter, index) => bytes[at + index] === letter.charCodeAt(0));
    // Documentation/arch/x86/boot.rst: the signature at 0x202; bit 0 of xloadflags (0x236, since protocol 2.12) is a 64-bit entry.
    if (says(0x202, 'HdrS'))
        return plain('bzimage', [((bytes[0x236] ?? 0) & 1) !== 0 && (bytes[0x207] ?? 0) * 256 + (bytes[0x206] ?? 0) >= 0x20c ? 'amd64' : '386']);
    // Documentation/arch/arm64/booting.rst and arch/riscv/boot-image-header.rst: the magic at 0x38.
    if (says(0x38, 'ARM\x64'))
        return plain('arm64-image', ['arm64']);
    if (says(0x38, 'RSC\x05'))
        return plain('riscv-image', ['riscv64']);
    return undefined;
}
function startsNative(bytes) {
    const word = bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    return [0x7f45_4c46, 0xcafe_babe, 0xcafe_babf, 0xfeed_face, 0xfeed_facf, 0xcefa_edfe, 0xcffa_edfe].includes(word) || word >>> 16 === 0x4d5a;
}
function sniffNative(reader) {
    const native = readNative(reader);
    if (!native.ok) {
        if (native.error.code === 'E_BINARY_FORMAT')
            return undefined;
        return { ...plain(formatOf(reader)), problem: native.error };
    }
    const { format, images } = native.value;
    const architectures = images.flatMap((image) => (image.architecture === undefined ? [] : [image.architecture]));
    // A compressed kernel that unpacks itself (drivers/firmware/efi/libstub/zboot-header.S).
    const zboot = format === 'pe' && Buffer.from(reader.read(4, 4)).toString('latin1') === 'zimg';
    const kind = zboot ? 'efi-zboot' : format;
    return { kind, architectures, os: images[0]?.os, purpose: images[0]?.purpose, inside: undefined, problem: checkEnd(native.value, reader.size) };
}
/** Linkers of PE files round the size of the last section up, and loaders do not mind. */
const slack = { elf: 0, pe: 4096, 'mach-o': 0 };
function checkEnd({ format, images }, size) {
    const end = furthest(images.map((image) => image.end));
    if (end <= size + slack[format])
        return undefined;
    const message = `is truncated: its headers promise ${end} bytes, and it has ${size}`;
    return { code: 'E_BINARY_TRUNCATED', message, cure: 'Build or download it again, and see that it was copied whole' };
}
function formatOf(reader) {
    const first = reader.read(0, 1)[0];
    return first === 0x7f ? 'elf' : first === 0x4d ? 'pe' : 'mach-o';
}
/** What a gzip file holds, from its first block; undefined when it cannot be unpacked. */
function sniffGzip(reader) {
    try {
        const bytes = gunzipSync(reader.read(0, 16 * 1024), { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 32 * 1024 * 1024 });
        return look(readerOf(bytes), false).kind;
    }
    catch {
        return undefined;
    }
}
/** A file without any control character but blanks, in UTF-8, is text. A character may be cut at the end of what was read. */
function sniffText(bytes, whole) {
    let text;
    try {
        text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !whole });
    }
    catch {
        return 'data';
    }
    if (/[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]/.test(text))
        return 'data';
    // git-lfs/docs/spec.md, "The Pointer"; the second is the name from before its release.
    if (/^version https:\/\/(git-lfs\.github\.com|hawser\.github\.com)\/spec\//.test(text))
        return 'lfs-pointer';
    return /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]*?-->\s*)*<(!doctype\s+html|html|head|body)\b/i.test(text) ? 'html' : 'text';
}

;// CONCATENATED MODULE: ./packages/binary/build/due-kind.js

const natives = ['elf', 'pe', 'mach-o'];
const kernels = ['bzimage', 'arm64-image', 'riscv-image', 'efi-zboot', 'elf'];
const compressed = ['gzip', 'xz', 'zstd', 'bzip2', 'lz4'];
const placeholders = ['empty', 'lfs-pointer'];
const families = {
    kernel: { what: 'a Linux kernel', kinds: [...kernels, 'gzip'], insideGzip: kernels },
    initrd: { what: 'an initrd (cpio, compressed or not)', kinds: ['cpio', ...compressed], insideGzip: ['cpio'] },
    executable: { what: 'a native executable', kinds: natives, purpose: 'executable' },
    library: { what: 'a native library', kinds: natives, purpose: 'library' },
    archive: { what: 'an archive', kinds: ['tar', 'zip', 'cpio', ...compressed] },
    filesystem: { what: 'a file system image', kinds: ['ext4', 'squashfs'] },
    /** What is due where nobody said it: a placeholder is text or a web page more often than not. */
    binary: { what: 'a binary file', kinds: fileKinds.filter((kind) => !['text', 'html', ...placeholders].includes(kind)) },
    any: { what: 'a file', kinds: fileKinds.filter((kind) => !placeholders.includes(kind)) },
};
/** All words that may stand as a kind in a manifest. */
const dueKinds = [
    ...Object.keys(families),
    ...fileKinds.filter((kind) => ![...placeholders, 'data'].includes(kind)),
];
const tellsArchitecture = [...natives, ...kernels];
const texts = /\.(txt|md|json|ya?ml|toml|ini|conf|cfg|env|csv|xml|svg|sh|py|js|mjs|css|pem|crt|sha256|sums?)$|(^|\/)(license|notice|readme|version)[^/]*$/i;
const byName = [
    [/^(vmlinu[xz]|bzimage|image|kernel)([-._].*)?$/i, 'kernel'],
    [/^(initrd|initramfs)([-._].*)?$/i, 'initrd'],
    [/\.(tgz|gz)$/i, 'gzip'],
    [/\.t?xz$/i, 'xz'],
    [/\.(zst|tzst)$/i, 'zstd'],
    [/\.(bz2|tbz2)$/i, 'bzip2'],
    [/\.lz4$/i, 'lz4'],
    [/\.zip$/i, 'zip'],
    [/\.tar$/i, 'tar'],
    [/\.cpio$/i, 'cpio'],
    [/\.ext4$/i, 'ext4'],
    [/\.(squashfs|sqfs)$/i, 'squashfs'],
    [/\.(exe|dll|efi)$/i, 'pe'],
    [/\.dylib$/i, 'mach-o'],
    [/\.so(\.[0-9]+)*$/i, 'elf'],
    [/\.html?$/i, 'html'],
    [texts, 'text'],
];
/** What a file's name says that it is. */
function dueByName(path) {
    const name = path.split('/').at(-1) ?? path;
    return byName.find(([pattern]) => pattern.test(name))?.[1] ?? 'binary';
}
/** Why a file is not of the kind that is due; undefined when it is. The phrase follows the file's name. */
function wrongKind(due, found) {
    const family = due in families ? families[due] : { what: nameOf(due), kinds: [due] };
    if (!family.kinds.includes(found.kind))
        return `is ${nameOf(found.kind)}, but ${family.what} is due`;
    if (family.purpose !== undefined && found.purpose !== undefined && family.purpose !== found.purpose) {
        return `is ${found.purpose === 'other' || found.purpose === 'object' ? 'an object or something else' : `a native ${found.purpose}`}, but ${family.what} is due`;
    }
    if (found.kind !== 'gzip' || family.insideGzip === undefined)
        return undefined;
    if (found.inside === undefined)
        return 'is a gzip file that cannot be unpacked';
    return family.insideGzip.includes(found.inside) ? undefined : `unpacks to ${nameOf(found.inside)}, but ${family.what} is due`;
}
/** Whether a file of this kind is made for one architecture and says which. */
function saysArchitecture(found) {
    return tellsArchitecture.includes(found.kind);
}
const names = {
    empty: 'empty',
    'lfs-pointer': 'a Git LFS pointer, not the file that it stands for',
    html: 'a web page',
    text: 'text',
    data: 'data of no known kind',
    elf: 'an ELF file',
    pe: 'a PE file',
    'mach-o': 'a Mach-O file',
    bzimage: 'an x86 kernel (bzImage)',
    'arm64-image': 'an arm64 kernel (Image)',
    'riscv-image': 'a riscv64 kernel (Image)',
    'efi-zboot': 'a compressed EFI kernel',
};
function nameOf(kind) {
    return names[kind] ?? `a ${kind} file`;
}

;// CONCATENATED MODULE: ./packages/binary/build/elf-architecture.js

/**
 * The architecture of an ELF file from its first 20 bytes alone, in Go's names: for members of archives, of which only the beginning is
 * at hand. Undefined for what is no ELF file, and for machines that Go has no name for (gABI, chapter 4, "ELF Header").
 */
function elf_architecture_readElfArchitecture(head) {
    if (head.length < 20 || head[0] !== 0x7f || head[1] !== 0x45 || head[2] !== 0x4c || head[3] !== 0x46)
        return undefined;
    const little = head[5] === 1;
    const number = new DataView(head.buffer, head.byteOffset, head.byteLength).getUint16(18, little);
    return machines_elfMachine(number, head[4] === 2 ? 64 : 32, little).architecture;
}

;// CONCATENATED MODULE: ./packages/binary/build/embed-hash.js


const embed_hash_piece = (/* unused pure expression or super */ null && (256 * 1024));
/**
 * Whether the bytes that stand in the binary are those that Go's compiler hashed when it embedded the file. The hash is the first half of
 * a SHA-256 that each version of Go makes different in its own way (cmd/internal/hash): Go up to 1.18 leaves it as it is, 1.19 to 1.23
 * invert every bit, and later versions invert the first byte, or its lowest bit, of a file of up to 1024 bytes, and hash a byte 1 in
 * front of a longer one. `differs` means that the bytes were changed after the build, or that a version of Go does it in yet another way:
 * it is worth a warning where `same` holds for other files of the same program. Reads the content once.
 */
function checkEmbedded(reader, entry) {
    if (entry.kind === 'directory' || (entry.size > 0 && entry.offset === undefined))
        return 'unknown';
    const [plain, marked] = [createHash('sha256'), createHash('sha256').update(Uint8Array.of(1))];
    const buffer = new Uint8Array(Math.min(embed_hash_piece, entry.size));
    for (let done = 0; done < entry.size; done += embed_hash_piece) {
        const bytes = readThrough(reader, (entry.offset ?? 0) + done, Math.min(embed_hash_piece, entry.size - done), buffer);
        plain.update(bytes);
        marked.update(bytes);
    }
    const sum = plain.digest().subarray(0, 16);
    const inverted = sum.map((byte) => byte ^ 0xff);
    const first = (mask) => Uint8Array.from(sum, (byte, index) => (index === 0 ? byte ^ mask : byte));
    const known = [sum, inverted, first(0xff), first(1), marked.digest().subarray(0, 16)];
    return known.some((one) => Buffer.from(one).toString('hex') === entry.hash) ? 'same' : 'differs';
}

;// CONCATENATED MODULE: ./packages/binary/build/elf-relocations.js



/**
 * R_*_RELATIVE of the machines' psABI supplements, by `e_machine`: "base plus addend". The other ways to write relative relocations
 * down (REL, and RELR of the gABI) keep the address in the place itself.
 */
const relativeTypes = { 21: 22, 22: 12, 62: 8, 183: 1027, 243: 3, 258: 3 };
const entrySize = 24;
const elf_relocations_piece = entrySize * 16_384;
/** The table that DT_RELA and DT_RELASZ name (gABI, chapter 5, "Dynamic Section"); undefined when there is none. Throws Malformed. */
function elf_relocations_readRelocationTable(reader) {
    const header = readElfHeader(reader);
    const relative = relativeTypes[header.machine];
    if (!header.wide || relative === undefined)
        return undefined;
    const programs = readPrograms(reader, header);
    const entries = readDynamicEntries(reader, header, programs);
    const value = (tag) => entries.find(([key]) => key === tag)?.[1];
    const [address, size] = [value(7n), value(8n)];
    const offset = address === undefined ? undefined : offsetOf(segmentsOf(programs), address);
    if (offset === undefined || size === undefined || offset >= reader.size)
        return undefined;
    return { offset, size: Math.min(Number(size), reader.size - offset), little: header.little, relative };
}
/** Tells each relative relocation: the address that is filled in, and what is filled in. Reads the table once, in pieces. */
function elf_relocations_eachRelative(reader, table, onEntry) {
    const { little, relative } = table;
    for (let done = 0; done < table.size; done += elf_relocations_piece) {
        const bytes = reader.read(table.offset + done, Math.min(elf_relocations_piece, table.size - done));
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const word = (at) => view.getUint32(at + (little ? 4 : 0), little) * 0x1_0000_0000 + view.getUint32(at + (little ? 0 : 4), little);
        for (let at = 0; at + entrySize <= bytes.length; at += entrySize) {
            // The symbol, in the upper half of the second word, is 0: the base.
            if (word(at + 8) === relative)
                onEntry(word(at), word(at + 16));
        }
    }
}

;// CONCATENATED MODULE: ./packages/binary/build/words.js


const words_chunk = (/* unused pure expression or super */ null && (512 * 1024));
/**
 * The sections of a kind, or, in a file without a section table, every mapped part; up to where the image ends. Throws Malformed where
 * they overlap so much that reading them would take more than two passes: linkers let the edges of segments overlap, and nothing else.
 */
function words_mappedRanges(image, isWanted) {
    const all = image.sections.length > 0 ? image.sections.filter(isWanted) : image.segments;
    const end = image.range.offset + image.range.size;
    let left = 2 * image.range.size;
    return all.flatMap(({ offset, size: claimed, address }) => {
        const size = Math.min(claimed, end - offset);
        if (size <= 0 || address >= Number.MAX_SAFE_INTEGER)
            return [];
        left -= size;
        if (left < 0)
            throw new Malformed('its sections overlap');
        return [{ offset, size, address: Number(address) }];
    });
}
/**
 * Tells the aligned words of a range, in pieces that overlap by all but one of `together` pointers, so that none of so many that stand
 * side by side is cut. The words are in this machine's order, which is little-endian wherever Node runs; the two halves of a pointer
 * stay in the file's order.
 */
function words_eachWords(reader, { offset, size, address }, form, together, onWords) {
    const { width, little } = form;
    const scratch = new Uint8Array(Math.min(words_chunk, size + width));
    for (let done = (width - (address % width)) % width; done + together * width <= size; done += words_chunk - (together - 1) * width) {
        const wanted = Math.min(words_chunk, size - done);
        const bytes = readThrough(reader, offset + done, wanted, scratch);
        onWords(wordsOf(bytes, little), offset + done, address + done);
        if (bytes.length < wanted)
            return;
    }
}
function wordsOf(bytes, little) {
    const whole = bytes.length - (bytes.length % 4);
    const copied = bytes.byteOffset % 4 === 0 && little ? bytes : Uint8Array.from(bytes);
    if (!little)
        Buffer.from(copied.buffer, copied.byteOffset, whole).swap32();
    return new Int32Array(copied.buffer, copied.byteOffset, whole / 4);
}

;// CONCATENATED MODULE: ./packages/binary/build/embed-scan.js





/** Far more than the type descriptors of any real program, and than its variables. */
const embed_scan_most = { hits: 1_000_000, candidates: 10_000 };
/**
 * Where tables of Go's `embed.FS` may stand: read-only data, and data that is read-only once relocations are applied. Code, Go's line
 * table, debug data and writable data hold none. Without a section table every mapped part is looked at.
 */
function placesOf(image, except) {
    const known = mergeRanges(except);
    return mappedRanges(image, holdsConstants).flatMap((place) => leftOf(place, known));
}
/** The parts of a place that do not lie in some merged ranges of the file. */
function leftOf({ offset, size, address }, known) {
    const left = [];
    let from = offset;
    const keep = (to) => {
        if (to > from)
            left.push({ offset: from, size: to - from, address: address + from - offset });
    };
    for (const range of known) {
        if (range.to <= from || range.from >= offset + size)
            continue;
        keep(range.from);
        from = range.to;
    }
    keep(offset + size);
    return left;
}
function holdsConstants({ name, writable, executable, loaded }) {
    if (!loaded || executable || name.includes('gopclntab') || name.startsWith('.rela'))
        return false;
    return !writable || name.startsWith('.data.rel.ro') || name.startsWith('__DATA_CONST,') || name === '__DATA,__rodata' || name === '__DATA,__const';
}
/** Reads the places where a table may stand once, in pieces, and finds slice headers that point just behind themselves. */
function embed_scan_scanForTables(reader, image, form, except) {
    const found = new Map();
    const look = windowOf(reader, 4096);
    let seen = 0;
    const onHit = (offset, address) => {
        seen += 1;
        const broken = seen > embed_scan_most.hits || found.size > embed_scan_most.candidates;
        const count = broken ? undefined : countAt(look, offset, form);
        if (count !== undefined)
            found.set(offset, { offset, address, count });
    };
    for (const place of placesOf(image, except))
        scanPlace(reader, place, form, onHit);
    if (form.relocations !== undefined) {
        eachRelative(reader, form.relocations, (address, addend) => {
            if (addend !== address + 3 * form.width)
                return;
            const offset = offsetOf(image.segments, BigInt(address));
            if (offset !== undefined && !found.has(offset))
                onHit(offset, address);
        });
    }
    return { candidates: [...found.values()].sort((a, b) => a.address - b.address), broken: seen > embed_scan_most.hits || found.size > embed_scan_most.candidates };
}
/** The number of entries, where length and capacity are the same and the first entry's lengths can be those of a name and a file. */
function countAt(look, offset, { width, little }) {
    const bytes = look.read(offset, 7 * width);
    if (bytes.length < 7 * width)
        return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const word = (index) => {
        if (width === 4)
            return view.getUint32(4 * index, little);
        return view.getUint32(8 * index + (little ? 4 : 0), little) * 0x1_0000_0000 + view.getUint32(8 * index + (little ? 0 : 4), little);
    };
    const [count, capacity, nameLength, dataLength] = [word(1), word(2), word(4), word(6)];
    if (count === 0 || count !== capacity || offset + count * (4 * width + 16) > look.size)
        return undefined;
    return nameLength === 0 || nameLength > embed_scan_longestName || dataLength > look.size ? undefined : count;
}
/** Go's build refuses file names that operating systems refuse; none allows longer paths. */
const embed_scan_longestName = 4096;
/** One pass over a range: each aligned word is compared with the address that stands three words behind it. */
function scanPlace(reader, place, form, onHit) {
    const { width, base } = form;
    eachWords(reader, place, form, 3, (words, offset, address) => {
        const wanted = address + 3 * width - base;
        if (width === 8)
            scanWide(words, wanted, form, (at) => onHit(offset + at, address + at));
        else
            scanNarrow(words, wanted, (at) => onHit(offset + at, address + at));
    });
}
function scanWide(words, wanted, { little, upperBits }, onHit) {
    const [low, high] = little ? [0, 1] : [1, 0];
    const last = words.length - 6;
    for (let index = 0, lower = wanted | 0; index <= last; index += 2, lower = (lower + 8) | 0) {
        if (words[index + low] !== lower)
            continue;
        const upper = Math.floor((wanted + 4 * index) / 0x1_0000_0000);
        if ((words[index + high] & upperBits) >>> 0 === upper)
            onHit(4 * index);
    }
}
function scanNarrow(words, wanted, onHit) {
    const last = words.length - 3;
    for (let index = 0, lower = wanted | 0; index <= last; index++, lower = (lower + 4) | 0)
        if (words[index] === lower)
            onHit(4 * index);
}

;// CONCATENATED MODULE: ./packages/binary/build/embed-entries.js


const embed_entries_piece = 1024;
/** Reads the entries of a table, in pieces: a hostile count must not make us hold the whole range. */
function embed_entries_readEntries(scope, { offset, address, count }) {
    const { width, little } = scope.form;
    const size = 4 * width + 16;
    const entries = [];
    let previous;
    for (let first = 0; first < count; first += embed_entries_piece) {
        const bytes = scope.reader.read(offset + first * size, Math.min(embed_entries_piece, count - first) * size);
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        for (let at = 0; at + size <= bytes.length; at += size) {
            const words = [0, 1, 2, 3].map((index) => rawWord(view, at + index * width, width, little));
            const raw = { words, address: address + first * size + at, hash: Buffer.from(bytes.subarray(at + 4 * width, at + size)).toString('hex') };
            const entry = readEntry(scope, raw);
            if (typeof entry === 'string')
                return { entries, fault: entry };
            const key = sortKey(entry.name);
            if (previous !== undefined && previous >= key)
                return { entries, fault: 'is out of order' };
            previous = key;
            entries.push(entry);
        }
    }
    return { entries, fault: undefined };
}
function rawWord(view, at, width, little) {
    if (width === 4)
        return { low: view.getUint32(at, little), high: 0 };
    return { low: view.getUint32(at + (little ? 0 : 4), little), high: view.getUint32(at + (little ? 4 : 0), little) };
}
function readEntry(scope, { words, address, hash }) {
    const [namePointer, nameLength, dataPointer, dataLength] = words;
    const [length, size] = [embed_entries_numberOf(nameLength), embed_entries_numberOf(dataLength)];
    if (length === 0 || length > longestName)
        return 'has a name of no possible length';
    const place = resolve(scope, namePointer, address, length);
    const name = place === undefined ? undefined : decodeName(scope.names.read(place, length), length);
    if (name === undefined)
        return 'has no name';
    if (name.endsWith('/')) {
        const empty = size === 0 && isNull(scope, dataPointer, address + 2 * scope.form.width) && /^0+$/.test(hash);
        return empty ? { name: name.slice(0, -1), kind: 'directory', size: 0, offset: undefined, hash } : `(the directory ${name}) has data`;
    }
    const offset = size === 0 ? undefined : resolve(scope, dataPointer, address + 2 * scope.form.width, size);
    if (size > 0 && offset === undefined)
        return `(${name}) claims ${size} bytes that the file does not hold`;
    return { name, kind: 'file', size, offset, hash };
}
function embed_entries_numberOf({ low, high }) {
    return high * 0x1_0000_0000 + low;
}
function isNull({ relocated }, { low, high }, at) {
    return low === 0 && high === 0 && !relocated.has(at);
}
/** The place in the file of what a pointer points to, when all of it is there. */
function resolve({ form, image, relocated, reader }, { low, high }, at, length) {
    const target = relocated.get(at) ?? ((high & form.upperBits) >>> 0) * 0x1_0000_0000 + low + form.base;
    if (!Number.isSafeInteger(target + length))
        return undefined;
    const [first, last] = [offsetOf(image.segments, BigInt(target)), offsetOf(image.segments, BigInt(target + length - 1))];
    return first !== undefined && last === first + length - 1 && last < reader.size ? first : undefined;
}
const embed_entries_decoder = new TextDecoder('utf-8', { fatal: true });
/** What Go lets a file be called that is embedded (golang.org/x/mod/module, `CheckFilePath`). */
const part = /^[\p{L}0-9!#$%&()+,\-.=@[\]^_{}~ ]+$/u;
/** A path of such names, with a slash at the end of a directory's. */
function decodeName(bytes, length) {
    // No control characters; looked at first, because a decoder that throws is slow.
    if (bytes.length < length || bytes.some((byte) => byte < 0x20))
        return undefined;
    let name;
    try {
        name = embed_entries_decoder.decode(bytes);
    }
    catch {
        return undefined;
    }
    const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
    return parts.every((one) => part.test(one) && one !== '.' && one !== '..') ? name : undefined;
}
/** Go sorts by directory first ("." where there is none), then by name, as bytes; a zero byte stands in no name and sorts before all. */
function sortKey(name) {
    const cut = name.lastIndexOf('/');
    const key = cut < 0 ? `.\0${name}` : `${name.slice(0, cut)}\0${name.slice(cut + 1)}`;
    return Buffer.from(key).toString('latin1');
}

;// CONCATENATED MODULE: ./packages/binary/build/nested-images.js


const nested_images_chunk = (/* unused pure expression or super */ null && (512 * 1024));
/** The furthest that a PE signature stands behind its `MZ`. */
const furthestPe = 4096;
const mostHeaders = 10_000;
/** What the headers of all candidates together may cost to read. */
const budget = (/* unused pure expression or super */ null && (128 * 1024 * 1024));
const magics = ['7f454c46', '50450000', 'cffaedfe', 'cefaedfe', 'cafebabe'].map((hex) => Buffer.from(hex, 'hex'));
const signature = 1;
/**
 * Finds native files in some ranges of a file, at any place, by headers that make sense: a magic number alone, as programs that read
 * such files hold it, is none. Each ends where its headers say, or with its range. A helper that is compressed or encrypted is not seen.
 * With `until`, only those that begin before that place.
 */
function nested_images_findNestedImages(reader, ranges, until = Number.POSITIVE_INFINITY) {
    const images = [];
    const state = { headers: 0, read: 0 };
    for (const range of ranges) {
        for (let base = range.from, next = range.from; base < Math.min(range.to, until); base += nested_images_chunk) {
            // Four bytes may lie across the edge of a piece; what stands before a PE signature is read again where one is found.
            const bytes = Buffer.from(reader.read(base, Math.min(nested_images_chunk + 3, range.to - base)));
            for (const at of places(bytes)) {
                const start = at.magic === signature ? startOfPe(reader, base + at.at, range.from) : base + at.at;
                if (start === undefined || start < next || start >= until)
                    continue;
                state.headers += 1;
                if (state.headers > mostHeaders || state.read > budget)
                    return { images, broken: true };
                const image = nested_images_readAt(reader, start, range.to, state);
                if (image === undefined)
                    continue;
                images.push(image);
                next = image.offset + image.size;
            }
        }
    }
    return { images, broken: false };
}
function places(bytes) {
    const found = magics.flatMap((magic, index) => {
        const list = [];
        for (let at = bytes.indexOf(magic); at >= 0; at = bytes.indexOf(magic, at + 1))
            list.push({ at, magic: index });
        return list;
    });
    return found.sort((a, b) => a.at - b.at);
}
/** The `MZ` whose header says that the PE signature stands at a place (PE format, "MS-DOS Stub"). */
function startOfPe(reader, at, least) {
    const from = Math.max(least, at - furthestPe);
    const bytes = Buffer.from(reader.read(from, at - from));
    for (let start = bytes.lastIndexOf('MZ'); start >= 0; start = start === 0 ? -1 : bytes.lastIndexOf('MZ', start - 1)) {
        if (start + 64 <= bytes.length && bytes.readUInt32LE(start + 60) === at - from - start)
            return from + start;
    }
    return undefined;
}
function nested_images_readAt(reader, offset, to, state) {
    const part = partOf(reader, offset, to - offset);
    const counted = { size: part.size, read: (at, length) => ((state.read += Math.min(length, part.size)), part.read(at, length)) };
    const native = readNative(counted);
    const image = native.ok ? native.value.images[0] : undefined;
    if (!native.ok || image === undefined || image.segments.length + image.sections.length === 0)
        return undefined;
    const end = native.value.images.reduce((far, one) => Math.max(far, one.end), 0);
    return { format: native.value.format, machine: image.machine, offset, size: Math.min(end, part.size) };
}

;// CONCATENATED MODULE: ./packages/binary/build/go-build-info.js


const go_build_info_magic = Buffer.from('\xff Go buildinf:', 'latin1');
const headerSize = 32;
/** A multiple of 16, as are the places where the header may stand. */
const go_build_info_piece = (/* unused pure expression or super */ null && (64 * 1024));
/** The linker puts it at the front of the data, behind what a C compiler's start-up code keeps there. */
const searched = (/* unused pure expression or super */ null && (1024 * 1024));
/** Programs with a thousand dependencies have 150 KB of it. */
const longest = (/* unused pure expression or super */ null && (1024 * 1024));
/**
 * Reads Go's build information from its own section (Go's debug/buildinfo), so that a Go program that is embedded as data is not taken for
 * its host. Undefined when the program was not built by Go, or does not carry it. Reads at most 2 MiB of a program that is not hostile.
 */
function go_build_info_readGoBuildInfo(reader, image) {
    const data = dataRange(image);
    const place = data === undefined ? undefined : findHeader(reader, data, image.range.offset);
    const header = place === undefined ? undefined : Uint8Array.from(reader.read(place, headerSize));
    if (place === undefined || header === undefined || header.length < headerSize)
        return undefined;
    const isInline = ((header[15] ?? 0) & 2) !== 0;
    const [version, modules] = isInline ? inlineTexts(reader, place + headerSize) : pointedTexts(reader, image, place);
    if (version === undefined || version.length === 0)
        return undefined;
    return { goVersion: version.toString('utf8'), ...parseModules(modules ?? Buffer.alloc(0)) };
}
/** ELF and Mach-O have a section for it; in PE, and without a section table, it stands in the first data that may be written. */
function dataRange({ format, sections, segments }) {
    if (format !== 'pe' && sections.length > 0) {
        const named = sections.find(({ name }) => name === '.go.buildinfo' || name.endsWith(',__go_buildinfo'));
        return named === undefined ? undefined : { ...named, own: true };
    }
    const writable = format === 'pe' ? sections.find((one) => one.writable && one.loaded && one.size > 0) : segments.find((one) => one.writable);
    return writable === undefined ? undefined : { ...writable, own: false };
}
/** The first header that belongs to the program itself, and not to one that stands in its data. */
function findHeader(reader, { offset, size, own }, start) {
    const places = findMagic(reader, offset, Math.min(size, searched));
    const [first, last] = [places[0], places.at(-1)];
    if (own || last === undefined)
        return first;
    // What is mapped may begin with the headers of the program itself.
    const { images } = findNestedImages(reader, [{ from: Math.max(offset, start + 1), to: offset + size }], last);
    return places.find((place) => !images.some((one) => place >= one.offset && place < one.offset + one.size));
}
function findMagic(reader, offset, size) {
    const found = [];
    for (let base = 0; base < size; base += go_build_info_piece) {
        const bytes = Buffer.from(reader.read(offset + base, Math.min(go_build_info_piece, size - base)));
        // A host with more helpers than this before its own is none.
        for (let at = bytes.indexOf(go_build_info_magic); at >= 0 && found.length < 16; at = bytes.indexOf(go_build_info_magic, at + 1))
            if (at % 16 === 0)
                found.push(offset + base + at);
    }
    return found;
}
/** Since Go 1.18: two texts, each behind its length as a varint. */
function inlineTexts(reader, offset) {
    const version = lengthAndText(reader, offset);
    return version === undefined ? [undefined, undefined] : [version.text, lengthAndText(reader, version.end)?.text];
}
function lengthAndText(reader, offset) {
    const head = reader.read(offset, 10);
    let length = 0;
    for (const [index, byte] of head.entries()) {
        length += (byte & 0x7f) * 2 ** (7 * index);
        if ((byte & 0x80) !== 0)
            continue;
        return textOf(reader, offset + index + 1, length);
    }
    return undefined;
}
function textOf(reader, offset, length) {
    if (length > longest || offset + length > reader.size)
        return undefined;
    return { text: Buffer.from(reader.read(offset, length)), end: offset + length };
}
/** Before Go 1.18: pointers to two string headers, each a pointer and a length. */
function pointedTexts(reader, image, at) {
    const header = reader.read(at, headerSize);
    const width = header[14];
    if (width !== 4 && width !== 8)
        return [undefined, undefined];
    const little = ((header[15] ?? 0) & 1) === 0;
    const word = (offset) => {
        const bytes = reader.read(offset, width);
        if (bytes.length < width)
            return undefined;
        const view = new DataView(bytes.buffer, bytes.byteOffset, width);
        return width === 8 ? view.getBigUint64(0, little) : BigInt(view.getUint32(0, little));
    };
    const follow = (offset) => {
        const text = place(word(offset));
        const [start, length] = text === undefined ? [] : [place(word(text)), word(text + width)];
        return start === undefined || length === undefined || length > BigInt(longest) ? undefined : textOf(reader, start, Number(length))?.text;
    };
    const place = (address) => (address === undefined ? undefined : offsetOf(image.segments, address));
    return [follow(at + 16), follow(at + 16 + width)];
}
/** Lines of words separated by tabs, between two marks of 16 bytes (Go's runtime/debug, ParseBuildInfo). */
function parseModules(framed) {
    const whole = framed.length >= 33 && framed[framed.length - 17] === 0x0a;
    const lines = whole ? framed.subarray(16, -16).toString('utf8').split('\n') : [];
    const words = lines.map((line) => line.split('\t'));
    const first = (key) => words.find((line) => line[0] === key);
    const module = first('mod');
    const settings = words.filter((line) => line[0] === 'build').map((line) => parseSetting(line.slice(1).join('\t')));
    return {
        path: first('path')?.[1] ?? '',
        module: module === undefined ? undefined : { path: module[1] ?? '', version: module[2] ?? '' },
        settings: new Map(settings),
    };
}
/** Go quotes keys and values that hold blanks, quotes or equals signs (runtime/debug, `quoteKey` and `quoteValue`). */
function parseSetting(text) {
    const key = text.match(/^"(?:[^"\\]|\\.)*"(?==)|^[^=]*/)?.[0] ?? '';
    return [unquote(key), unquote(text.slice(key.length + 1))];
}
const named = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
/** Undoes Go's strconv.Quote. */
function unquote(text) {
    if (!/^".*"$/s.test(text))
        return text;
    return text.slice(1, -1).replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gs, (_, byte, short, long, letter) => {
        if (letter !== undefined)
            return named[letter] ?? letter;
        const code = Number.parseInt(byte ?? short ?? long, 16);
        return code > 0x10_ffff ? '\ufffd' : String.fromCodePoint(code);
    });
}

;// CONCATENATED MODULE: ./packages/binary/build/macho-chained.js


/** DYLD_CHAINED_PTR_64 holds addresses, DYLD_CHAINED_PTR_64_OFFSET offsets from the image. The others are of arm64e, 32 bits and kernels. */
const address64 = 2;
const offset64 = 6;
/**
 * How a Mach-O image with LC_DYLD_CHAINED_FIXUPS writes addresses down (Apple's mach-o/fixup-chains.h); undefined when its fixups are not
 * chained, so that the addresses stand there plainly. Throws Malformed for a format that programs for arm64 and amd64 do not have.
 */
function macho_chained_readChainedForm(reader) {
    const loads = readLoadCommands(reader);
    const { fields, list, little } = loads;
    const command = list.find((one) => one.command === 0x8000_0034);
    if (command === undefined)
        return undefined;
    const offset = fields.u32(command.at + 8);
    const header = readFields(reader, offset, 28, little, 'the header of the chained fixups');
    const starts = offset + header.u32(4);
    const count = readFields(reader, starts, 4, little, 'the starts of the chained fixups').u32(0);
    const places = readFields(reader, starts + 4, 4 * count, little, 'the starts of the chained fixups');
    const formats = new Set();
    for (let index = 0; index < count; index++) {
        const place = places.u32(4 * index);
        // 0 is a segment without fixups. The format stands behind the size and the page size.
        if (place !== 0)
            formats.add(readFields(reader, starts + place, 8, little, 'the start of a chain').u16(6));
    }
    const [format, ...others] = [...formats];
    if (format === undefined)
        return undefined;
    if (others.length > 0 || (format !== address64 && format !== offset64)) {
        throw new Malformed(`its chained fixups have the format ${[...formats].join(' and ')}, and only ${address64} and ${offset64} are known`);
    }
    return { base: format === offset64 ? imageBase(loads) : 0 };
}
/** The address of the segment that begins with the header. */
function imageBase({ fields, list, wide }) {
    const text = list.find(({ command, at }) => command === 0x19 && fields.text(at + 8, 16) === '__TEXT');
    return text === undefined ? 0 : fields.offset(text.at + 24, wide);
}

;// CONCATENATED MODULE: ./packages/binary/build/pointers.js




/** In a chain, bits 51 to 62 say how far the next link is, and the top bit is set where the address is another library's. */
const chainedBits = 0x8007_ffff;
/** Reads how an image writes addresses down. `reader` is over the whole file. Throws Malformed. */
function pointers_readPointerForm(reader, image) {
    const plain = {
        width: image.bits === 64 ? 8 : 4,
        little: image.endian === 'little',
        base: 0,
        upperBits: 0xffff_ffff,
        relocations: undefined,
    };
    if (image.format === 'elf')
        return { ...plain, relocations: readRelocationTable(reader) };
    if (image.format !== 'mach-o')
        return plain;
    const chained = readChainedForm(partOf(reader, image.range.offset, image.range.size));
    return chained === undefined ? plain : { ...plain, base: chained.base, upperBits: chainedBits };
}
/** The addresses that relocations fill into some ranges of memory, by the address of the place. `limit` bounds how many are kept. */
function pointers_collectRelocated(reader, form, ranges, limit) {
    const found = new Map();
    if (form.relocations === undefined || ranges.length === 0)
        return found;
    const sorted = mergeRanges(ranges);
    eachRelative(reader, form.relocations, (address, addend) => {
        if (found.size < limit && isWithin(sorted, address))
            found.set(address, addend);
    });
    return found;
}

;// CONCATENATED MODULE: ./packages/binary/build/embed-tables.js






/** All tables of one program together. A program with more files than this has its tables cut, and a doubt says so. */
const mostEntries = 1_000_000;
const embed_tables_cure = 'Build or download the file again, and see that it was copied whole';
/**
 * Lists what a Go program embeds in variables of the type `embed.FS`: names, sizes, places and the hashes that Go stored, with or without
 * symbols, of any format, position-independent or not. An empty file has the size 0 here, whatever its name promises. Go's compiler lays
 * these tables out in `WriteEmbed` (cmd/compile/internal/staticdata/embed.go): a slice header that points just behind itself, then for
 * each file its name, its data and 16 bytes of a hash.
 *
 * Not listed: files that are embedded as a `string` or `[]byte` (the program keeps neither their names nor a mark of where they stand:
 * look for their contents with `findContents`), a variable that the linker dropped because nothing uses it, what an embedded program
 * embeds itself, and programs of TinyGo and gccgo, which lay it out otherwise. A table whose first entry was overwritten is not seen.
 *
 * Reads the read-only data once, without the ranges of the file in `except`: what is known to be the content of an asset holds no table of
 * this program.
 */
function embed_tables_listEmbeds(reader, image, except = []) {
    try {
        const form = readPointerForm(reader, image);
        const { candidates, broken } = scanForTables(reader, image, form, except);
        const listing = readTables(reader, image, form, candidates);
        const tooMany = { code: 'E_BINARY_EMBED_LIMIT', message: 'holds more places that look like embed tables than any real program', cure: embed_tables_cure };
        return broken ? { ...listing, doubts: [...listing.doubts, tooMany] } : listing;
    }
    catch (error) {
        if (!(error instanceof Malformed))
            throw error;
        return { tables: [], doubts: [{ code: 'E_BINARY_EMBED', message: `cannot be searched for embed tables: ${error.message}`, cure: embed_tables_cure }] };
    }
}
/** Whether Go's linker made a program, by what it leaves in every one: its line table, or the build information. */
function isGoProgram(reader, image) {
    return image.sections.some(({ name }) => name.includes('gopclntab')) || readGoBuildInfo(reader, image) !== undefined;
}
function readTables(reader, image, form, candidates) {
    const size = 4 * form.width + 16;
    const ranges = candidates.map(({ address, count }) => ({ from: address, to: address + 3 * form.width + count * size }));
    const scope = { reader, names: windowOf(reader, 8192), image, form, relocated: collectRelocated(reader, form, ranges, 3 * mostEntries) };
    const tables = [];
    const doubts = [];
    let [left, end] = [mostEntries, 0];
    for (const { offset, address, count } of candidates) {
        // What stands within a table was read as part of it.
        if (offset < end)
            continue;
        const { entries, fault } = readEntries(scope, { offset: offset + 3 * form.width, address: address + 3 * form.width, count: Math.min(count, left) });
        left -= entries.length;
        if (fault === undefined && entries.length === count) {
            tables.push({ offset, address, entries });
            end = offset + 3 * form.width + count * size;
        }
        else if (left <= 0) {
            doubts.push({ code: 'E_BINARY_EMBED_LIMIT', message: `embeds more than ${mostEntries} files, and not all are listed`, cure: embed_tables_cure });
            break;
        }
        else if (entries.length > 0) {
            const message = `has a damaged embed table at offset ${offset}: entry ${entries.length + 1} of ${count} ${fault ?? 'is missing'}`;
            doubts.push({ code: 'E_BINARY_EMBED_TABLE', message, cure: embed_tables_cure });
        }
        if (doubts.length >= 100)
            break;
    }
    return { tables, doubts };
}

;// CONCATENATED MODULE: ./packages/binary/build/entitlements.js

const entitlements_deepest = 32;
const entitlements_cure = 'Write a property list in XML with one dictionary of keys and their values, as Xcode does';
class NoPlist extends Error {
    /** What a file holds may be quoted in a message, so control characters are left out of it. */
    constructor(message) {
        super(message.replace(/\p{C}+/gu, ' ').slice(0, 200));
    }
}
/**
 * Reads entitlements out of a property list in XML (Apple's PropertyList-1.0.dtd): what a project keeps beside its sources, and what
 * stands in a signature. Dates, data and real numbers, which no entitlement has, are refused as is everything that is no property list.
 */
function parseEntitlements(xml) {
    try {
        const cursor = { tokens: tokenize(xml), at: 0 };
        take(cursor, 'plist');
        const value = readValue(cursor, 0);
        take(cursor, '/plist');
        if (typeof value !== 'object' || Array.isArray(value))
            throw new NoPlist('it holds no dictionary');
        return ok(value);
    }
    catch (error) {
        if (!(error instanceof NoPlist))
            throw error;
        return err({ code: 'E_BINARY_ENTITLEMENTS', message: `is no list of entitlements: ${error.message}`, cure: entitlements_cure });
    }
}
/**
 * Tags without their attributes, each with the text behind it. Comments, the declaration and the document type are passed over. Each
 * letter is looked at once, whatever stands there: entitlements come out of files that nobody trusts.
 */
function tokenize(xml) {
    const tokens = [];
    for (let at = xml.indexOf('<'); at >= 0;) {
        const isComment = xml.startsWith('<!--', at);
        const end = isComment ? xml.indexOf('-->', at + 4) + 2 : xml.indexOf('>', at);
        if (end < at)
            throw new NoPlist(isComment ? 'a comment in it has no end' : 'a tag in it has no end');
        const next = xml.indexOf('<', end);
        const text = xml.slice(end + 1, next < 0 ? undefined : next);
        const last = tokens.at(-1);
        if (!/[!?]/.test(xml.charAt(at + 1)))
            tokens.push(...tokensOf(xml.slice(at + 1, end), text));
        else if (last !== undefined)
            last.text += text;
        at = next;
    }
    return tokens;
}
function tokensOf(source, text) {
    const [, tag = ''] = source.match(/^(\/?[a-z]+)(?:\s|\/?$)/) ?? [];
    if (!/^\/?(plist|dict|key|string|true|false|integer|array)$/.test(tag))
        throw new NoPlist(`<${source.slice(0, 80)}> is not known in it`);
    return source.endsWith('/')
        ? [
            { tag, text: '' },
            { tag: `/${tag}`, text },
        ]
        : [{ tag, text }];
}
function take(cursor, tag) {
    const token = cursor.tokens[cursor.at];
    if (token?.tag !== tag)
        throw new NoPlist(`<${tag}> is due where ${token === undefined ? 'it ends' : `<${token.tag}> stands`}`);
    cursor.at += 1;
    return token.text;
}
function readValue(cursor, depth) {
    if (depth > entitlements_deepest)
        throw new NoPlist('it nests too deep');
    const tag = cursor.tokens[cursor.at]?.tag;
    switch (tag) {
        case 'dict':
            return readDictionary(cursor, depth);
        case 'array':
            return readArray(cursor, depth);
        case 'true':
        case 'false':
            entitlements_readText(cursor, tag);
            return tag === 'true';
        case 'string':
            return entitlements_readText(cursor, tag);
        case 'integer': {
            const text = entitlements_readText(cursor, tag).trim();
            if (!/^[+-]?\d{1,15}$/.test(text))
                throw new NoPlist(`"${text}" is no integer`);
            return Number(text);
        }
        default:
            throw new NoPlist(`a value is due where ${tag === undefined ? 'it ends' : `<${tag}> stands`}`);
    }
}
function entitlements_readText(cursor, tag) {
    const text = take(cursor, tag);
    take(cursor, `/${tag}`);
    const named = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
    return text.replace(/&(lt|gt|amp|quot|apos);/g, (_, name) => named[name] ?? '');
}
function readDictionary(cursor, depth) {
    const pairs = [];
    take(cursor, 'dict');
    while (cursor.tokens[cursor.at]?.tag === 'key')
        pairs.push([entitlements_readText(cursor, 'key'), readValue(cursor, depth + 1)]);
    take(cursor, '/dict');
    const seen = new Set();
    for (const [key] of pairs) {
        if (seen.has(key))
            throw new NoPlist(`the key ${key} stands in it twice`);
        seen.add(key);
    }
    return Object.fromEntries(pairs);
}
function readArray(cursor, depth) {
    const values = [];
    take(cursor, 'array');
    while (cursor.tokens[cursor.at]?.tag !== '/array')
        values.push(readValue(cursor, depth + 1));
    take(cursor, '/array');
    return values;
}
/** How a signature's entitlements differ from those that are wanted: sentences, in order of the keys. None: they are the same. */
function compareEntitlements(found, wanted) {
    return [...new Set([...Object.keys(found), ...Object.keys(wanted)])].sort().flatMap((key) => {
        // A key may be called as something that every object has.
        const [is, due] = [found, wanted].map((one) => (Object.hasOwn(one, key) ? one[key] : undefined));
        if (is === undefined)
            return [`${key} is missing`];
        if (due === undefined)
            return [`${key} is not wanted`];
        return render(is) === render(due) ? [] : [`${key} is ${render(is)} instead of ${render(due)}`];
    });
}
/** JSON with the keys in order, so that equal values have equal texts. */
function render(value) {
    return JSON.stringify(value, (_, part) => typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part);
}

;// CONCATENATED MODULE: ./packages/binary/build/foreign-paths.js
/** What every machine of a system has. Loaders of the BSDs stand in /libexec and /usr/libexec, those of Android in /system. */
const systemFolders = {
    elf: [
        '/lib',
        '/lib32',
        '/lib64',
        '/libx32',
        '/libexec',
        '/usr/lib',
        '/usr/lib32',
        '/usr/lib64',
        '/usr/libx32',
        '/usr/libexec',
        '/system',
        '/apex',
        '/vendor',
    ],
    'mach-o': ['/usr/lib', '/System'],
    pe: [],
};
const managers = /^\/(opt\/homebrew|usr\/local\/(Cellar|opt|Homebrew)|opt\/local|sw|home\/linuxbrew|nix\/store|gnu\/store|opt\/(hostedtoolcache|conda|miniconda3|anaconda3))(\/|$)/;
const homes = /^\/(home|Users|root|var\/root|usr\/home)(\/|$)/;
const builds = /^\/(build|builds|github|__w|workspaces?|src|buildroot|builddir|go\/src|opt\/build|var\/lib\/(jenkins|buildkite-agent)|runner|actions-runner|cirrus|drone|bitrise)(\/|$)/;
const temporary = /^\/(private\/)?(tmp|var\/tmp|var\/folders)(\/|$)/;
/**
 * Paths in a native file that a user's machine does not have: libraries that it needs, where it looks for them, its own name, and its
 * loader. The rule:
 *
 * - `$ORIGIN`, `$LIB`, `$PLATFORM`, `@loader_path`, `@executable_path` and `@rpath` are fine: they move with the file. So is a needed
 *   library without a folder in ELF and PE, and a library's own name without a folder in ELF: the loader looks for it.
 * - An absolute path is fine in the folders that the system itself has (ELF: /lib*, /usr/lib*, /usr/libexec; Mach-O: /usr/lib, /System),
 *   and in those that the policy allows, unless it climbs out of them. Everything else is foreign, and `why` says of which kind it is.
 * - A relative path is foreign: it is looked for in whatever folder the program is started from. An empty run path means that as well.
 *
 * A path that is spelled out elsewhere in the file, such as that of a source file, is not looked for. Equal findings are told once.
 */
function findForeignPaths(file, policy = {}) {
    const found = file.images.flatMap((image) => rolesOf(image).flatMap(([role, path]) => judge(image.format, role, path, policy) ?? []));
    return [...new Map(found.map((one) => [`${one.role} ${one.path}`, one])).values()];
}
function rolesOf(image) {
    return [
        ...image.needed.map((path) => ['needed', path]),
        ...image.runPaths.map((path) => ['run path', path]),
        ...(image.soname === undefined ? [] : [['own name', image.soname]]),
        ...(image.interpreter === undefined ? [] : [['interpreter', image.interpreter]]),
    ];
}
function judge(format, role, path, policy) {
    const plain = path.replaceAll('\\', '/');
    if (liesIn(plain, policy.buildFolders ?? []))
        return { path, role, why: 'build folder' };
    if (/^(\$(ORIGIN|LIB|PLATFORM)|\$\{(ORIGIN|LIB|PLATFORM)\}|@(loader_path|executable_path|rpath))(\/|$)/.test(plain))
        return undefined;
    // Names of Windows' own libraries never have a folder, but a drive may stand in front of a path.
    if (format === 'pe' ? !/[/:]/.test(plain) : format === 'elf' && role !== 'run path' && !plain.includes('/') && plain !== '')
        return undefined;
    if (!plain.startsWith('/') && !/^[a-z]:/i.test(plain))
        return { path, role, why: 'relative' };
    if (!plain.split('/').includes('..') && liesIn(plain, [...systemFolders[format], ...(policy.allow ?? [])]))
        return undefined;
    return { path, role, why: kindOf(plain) };
}
function liesIn(path, folders) {
    return folders.some((folder) => {
        const bare = folder.replaceAll('\\', '/').replace(/\/+$/, '');
        return bare !== '' && (path === bare || path.startsWith(`${bare}/`));
    });
}
function kindOf(path) {
    if (managers.test(path))
        return 'package manager';
    // Runners of Windows build on a drive of their own.
    if (builds.test(path) || /^[a-z]:\/a\//i.test(path))
        return 'build folder';
    if (homes.test(path) || /^[a-z]:\/users\//i.test(path))
        return 'home folder';
    return temporary.test(path) ? 'temporary folder' : 'unknown';
}

;// CONCATENATED MODULE: ./packages/binary/build/head-architecture.js




/** Bytes from the start of a file that `sniffHead` looks at. */
const head_architecture_headSize = (/* unused pure expression or super */ null && (64 * 1024));
/**
 * What a file is when only its beginning is at hand, as of a member of an archive. A native file's headers may go on behind it, so of one
 * only the format and the machine are told.
 */
function sniffHead(head) {
    const found = sniff(readerOf(head));
    const architecture = head_architecture_architectureOf(head, found.kind);
    if (found.problem === undefined || architecture === undefined)
        return found;
    return { ...found, architectures: [architecture], problem: undefined };
}
function head_architecture_architectureOf(head, kind) {
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    if (kind === 'elf')
        return readElfArchitecture(head);
    if (kind === 'pe') {
        const at = head.length < 64 ? head.length : view.getUint32(60, true);
        return at + 6 > head.length ? undefined : peMachine(view.getUint16(at + 4, true)).architecture;
    }
    if (kind !== 'mach-o' || head.length < 8)
        return undefined;
    const magic = view.getUint32(0, true);
    return magic === 0xfeed_face || magic === 0xfeed_facf ? machoMachine(view.getUint32(4, true)).architecture : undefined;
}

;// CONCATENATED MODULE: ./packages/binary/build/packing.js



/** Sections that packers of PE files leave. */
const packerSections = (/* unused pure expression or super */ null && ([
    [/^UPX[0-9!]$/, 'UPX'],
    [/^\.?MPRESS[12]$/i, 'MPRESS'],
    [/^\.(aspack|adata)$/, 'ASPack'],
    [/^\.petite$/, 'Petite'],
    [/^\.(vmp|VMP)[0-9]$/, 'VMProtect'],
    [/^\.?(themida|winlice|winlicen)$/i, 'Themida'],
    [/^\.enigma[12]$/, 'Enigma'],
    [/^(PEC2|PEC2TO|PECompact2|pec[12])$/, 'PECompact'],
    [/^(\.nsp|nsp)[0-2]$/, 'NsPack'],
    [/^(FSG!|MEW|\.MEW|\.RLPack|\.packed|\.yP|\.perplex|kkrunchy)$/, 'another packer'],
]));
/**
 * Whether a native file is packed or encrypted, and what says so; none for an ordinary file. Looked at are the marks of packers (UPX's
 * `UPX!` with its version and format behind it, section names), Mach-O's LC_ENCRYPTION_INFO, and how random the code is. A packer that leaves no mark and
 * spreads its bytes well, and code that is encrypted in small pieces, are not noticed. Reads less than 1 MiB of each image.
 */
function detectPacking(reader, file) {
    return file.images.flatMap((image) => {
        const marks = [...sectionMarks(image), ...upxMarks(reader, image), ...encryptionMarks(reader, image)];
        const packers = [...new Set(marks.map(([packer]) => packer))];
        const sure = packers.map((packer) => ({ packer, certainty: 'sure', evidence: marks.filter(([one]) => one === packer).map(([, seen]) => seen) }));
        return sure.length > 0 ? sure : (randomCode(reader, image) ?? []);
    });
}
function sectionMarks(image) {
    return image.sections.flatMap(({ name }) => {
        const packer = packerSections.find(([pattern]) => pattern.test(name.split(',').at(-1) ?? name))?.[1];
        return packer === undefined ? [] : [[packer, `the section ${name}`]];
    });
}
const upx = Buffer.from('UPX!');
/**
 * UPX writes `UPX!` behind the headers of what it packed, and again at the end (UPX, src/stub/src/include/header.S and l_info of
 * src/p_unix.h). Programs that know UPX hold the text too, so it has to stand in these places and be followed by a version and a format that UPX has.
 */
function upxMarks(reader, image) {
    const { offset, size } = image.range;
    const head = { from: offset, bytes: Buffer.from(reader.read(offset, Math.min(size, 4096))), what: 'behind the headers' };
    const tailSize = Math.min(size, 128);
    const tail = { from: offset + size - tailSize, bytes: Buffer.from(reader.read(offset + size - tailSize, tailSize)), what: 'at the end' };
    return [head, tail].flatMap(({ from, bytes, what }) => {
        for (let at = bytes.indexOf(upx); at >= 0; at = bytes.indexOf(upx, at + 1)) {
            if (isPackHeader(bytes, at))
                return [['UPX', `UPX! ${what}, at offset ${from + at}`]];
        }
        return [];
    });
}
/** In l_info a size (16 bits), a version and a format follow; in the pack header a version, a format, a method and a level do. */
function isPackHeader(bytes, at) {
    const plausible = (version, format) => version !== undefined && format !== undefined && version >= 8 && version <= 14 && ((format >= 1 && format <= 44) || (format >= 129 && format <= 146));
    return plausible(bytes[at + 4], bytes[at + 5]) || plausible(bytes[at + 6], bytes[at + 7]);
}
/** LC_ENCRYPTION_INFO and its form for 64 bits: a range, and a method that is 0 for a file that could be but is not encrypted. */
function encryptionMarks(reader, image) {
    if (image.format !== 'mach-o')
        return [];
    try {
        const { fields, list } = readLoadCommands(partOf(reader, image.range.offset, image.range.size));
        return list
            .filter(({ command, at }) => (command === 0x21 || command === 0x2c) && fields.u32(at + 16) !== 0)
            .map(({ at }) => [
            'encryption',
            `${fields.u32(at + 12)} bytes encrypted with method ${fields.u32(at + 16)}, from offset ${image.range.offset + fields.u32(at + 8)}`,
        ]);
    }
    catch (error) {
        if (error instanceof Malformed)
            return [];
        throw error;
    }
}
const packing_block = 4096;
const samples = 64;
/** Machine code has 5 to 6.7 bits a byte in blocks of 4 KiB; compressed bytes have 7.95. */
const random = 7.8;
/** Code of which most samples look random. Small code says nothing: the stub of a packer is ordinary code. */
function randomCode(reader, image) {
    const code = codeOf(image);
    const parts = code.flatMap(({ offset, size }) => {
        const count = Math.min(samples, Math.floor(size / packing_block));
        return Array.from({ length: count }, (_, index) => offset + Math.floor(((size - packing_block) * index) / Math.max(1, count - 1)));
    });
    if (parts.length < 8)
        return undefined;
    const high = parts.map((at) => entropyOf(reader.read(at, packing_block))).filter((bits) => bits > random).length;
    if (high * 2 < parts.length)
        return undefined;
    const names = code.map((one) => ('name' in one ? one.name : '')).filter((name) => name !== '');
    const evidence = `${high} of ${parts.length} samples of its code${names.length === 0 ? '' : ` (${names.join(', ')})`} look like random bytes`;
    return [{ packer: 'unknown', certainty: 'likely', evidence: [evidence] }];
}
/** The largest parts of the code; an object may have a section for each function. */
function codeOf(image) {
    const sections = image.sections.filter(({ executable, size }) => executable && size >= packing_block);
    const all = sections.length > 0 ? sections : image.segments.filter(({ executable, size }) => executable && size >= packing_block);
    return all.toSorted((a, b) => b.size - a.size).slice(0, 4);
}
/** Bits a byte, by how often each value stands there (Shannon 1948). */
function entropyOf(bytes) {
    const counts = new Uint32Array(256);
    for (const byte of bytes)
        counts[byte] = counts[byte] + 1;
    return counts.reduce((bits, count) => (count === 0 ? bits : bits - (count / bytes.length) * Math.log2(count / bytes.length)), 0);
}

;// CONCATENATED MODULE: ./packages/binary/build/pe-checksum.js



const pe_checksum_piece = (/* unused pure expression or super */ null && (1024 * 1024));
/**
 * Reads and computes the checksum of a PE file (PE format, "CheckSum", computed as IMAGHELP.DLL does): 16-bit words are added with their
 * carries, the field itself counts as 0, and the file's length is added. Undefined for other files, and for objects. Reads the file once.
 */
function readPeChecksum(reader, image) {
    if (image.format !== 'pe')
        return undefined;
    const place = placeOf(reader);
    if (place === undefined)
        return undefined;
    const buffer = new Uint8Array(Math.min(pe_checksum_piece, reader.size + 1));
    let sum = 0;
    for (let base = 0; base < reader.size; base += pe_checksum_piece) {
        const bytes = readThrough(reader, base, Math.min(pe_checksum_piece, reader.size - base), buffer);
        sum += pe_checksum_sumOf(bytes) - pe_checksum_sumOf(overlap(bytes, base, place.at));
    }
    const folded = fold(sum);
    const computed = (folded + reader.size) >>> 0;
    return { stored: place.stored, computed, state: place.stored === 0 ? 'none' : place.stored === computed ? 'same' : 'differs' };
}
function placeOf(reader) {
    try {
        const optional = readPeHeaders(reader)?.optional;
        // A header at an odd place has no words of its own; no linker writes one.
        return optional === undefined || optional.at % 4 !== 0 ? undefined : { at: optional.at + 64, stored: optional.checksum };
    }
    catch (error) {
        if (error instanceof Malformed)
            return undefined;
        throw error;
    }
}
/** The bytes of the field that lie in a piece. */
function overlap(bytes, base, at) {
    return bytes.subarray(Math.min(bytes.length, Math.max(0, at - base)), Math.min(bytes.length, Math.max(0, at + 4 - base)));
}
/** The sum of little-endian words; a last byte alone is a word with an upper half of 0. Well below 2^53 for a piece, and for a file. */
function pe_checksum_sumOf(bytes) {
    const even = bytes.length & ~1;
    const aligned = bytes.byteOffset % 2 === 0 ? bytes : Uint8Array.from(bytes);
    const words = new Uint16Array(aligned.buffer, aligned.byteOffset, even / 2);
    let sum = 0;
    for (let index = 0; index < words.length; index++)
        sum += words[index];
    return even === bytes.length ? sum : sum + bytes[even];
}
/** Adding carries at the end gives the same as adding them at each step: both keep the sum modulo 65535. */
function fold(sum) {
    let folded = sum;
    while (folded > 0xffff)
        folded = (folded % 0x1_0000) + Math.floor(folded / 0x1_0000);
    return folded;
}

;// CONCATENATED MODULE: ./packages/binary/build/platform-check.js

/** The format that a system's programs have. */
function platform_check_formatOf(platform) {
    const os = osOf(platform);
    return os === 'windows' ? 'pe' : os === 'darwin' ? 'mach-o' : 'elf';
}
const platform_check_names = { elf: 'an ELF file', pe: 'a PE file', 'mach-o': 'a Mach-O file' };
/**
 * Whether a native file is for a platform: format, system and architecture. A fat file is, when one of its slices is. The message is a
 * phrase that follows the file's name; undefined when it is right.
 */
function platform_check_checkPlatform(file, platform) {
    const wanted = platform_check_formatOf(platform);
    const cure = `Build it for ${platform}, or declare the platform that it is for`;
    if (file.format !== wanted)
        return { code: 'E_BINARY_PLATFORM', message: `is ${platform_check_names[file.format]}, but ${platform} needs ${platform_check_names[wanted]}`, cure };
    const fits = file.images.some((image) => image.architecture === architectureOf(platform) && (image.os ?? osOf(platform)) === osOf(platform));
    return fits ? undefined : { code: 'E_BINARY_PLATFORM', message: `is for ${describePlatforms(file)}, not for ${platform}`, cure };
}
/** `linux/arm64`, or what the file calls its machine where Go has no name for it. */
function describePlatforms(file) {
    return file.images.map((image) => `${image.os ?? 'an unknown system'}/${image.architecture ?? image.machine}`).join(' and ');
}

;// CONCATENATED MODULE: ./packages/binary/build/search-compare.js

const search_compare_piece = 128 * 1024;
// Everything here is synchronous, so two buffers serve every comparison.
const scratch = [new Uint8Array(search_compare_piece), new Uint8Array(search_compare_piece)];
/** The first place at which two ranges differ, or `length` when they do not. A range that ends early differs there. */
function search_compare_firstDifference(a, atA, b, atB, length) {
    // Most candidates differ at once, so the first piece is small.
    for (let done = 0, size = 4096; done < length; done += size, size = search_compare_piece) {
        size = Math.min(size, length - done);
        const [left, right] = [readThrough(a, atA + done, size, scratch[0]), readThrough(b, atB + done, size, scratch[1])];
        if (left.length === size && right.length === size && Buffer.compare(left, right) === 0)
            continue;
        return done + differsAt(left, right);
    }
    return length;
}
/** How many bytes in front of two places are the same, at most `length`. */
function search_compare_commonBefore(a, atA, b, atB, length) {
    const most = Math.min(length, atA, atB);
    for (let done = 0; done < most;) {
        const size = Math.min(search_compare_piece, most - done);
        const [left, right] = [readThrough(a, atA - done - size, size, scratch[0]), readThrough(b, atB - done - size, size, scratch[1])];
        if (Buffer.compare(left, right) !== 0) {
            let equal = 0;
            while (left[size - 1 - equal] === right[size - 1 - equal])
                equal += 1;
            return done + equal;
        }
        done += size;
    }
    return most;
}
/** The share of places, of 64 spread over a range, where 16 bytes of both are the same. */
function search_compare_shareOfEqual(a, atA, b, atB, length) {
    if (length <= 0)
        return 0;
    const size = Math.min(16, length);
    const count = Math.min(64, Math.ceil(length / size));
    let equal = 0;
    for (let index = 0; index < count; index++) {
        const at = Math.floor(((length - size) * (index + 1)) / count);
        const [left, right] = [a.read(atA + at, size), b.read(atB + at, size)];
        if (left.length === size && Buffer.compare(left, right) === 0)
            equal += 1;
    }
    return equal / count;
}
function differsAt(left, right) {
    const length = Math.min(left.length, right.length);
    let at = 0;
    while (at < length && left[at] === right[at])
        at += 1;
    return at;
}

;// CONCATENATED MODULE: ./packages/binary/build/search-anchors.js


/** Lengths of anchors, the best first. All anchors of one asset have the same length. */
const search_anchors_anchorLengths = [256, 64, 16];
const search_anchors_block = 4096;
/** Each block reaches into the next one, so that no anchor is missed between two. */
const reach = search_anchors_anchorLengths[0];
/** Places that are looked at in the middle of an asset. */
const search_anchors_samples = 24;
/** So far an asset is looked through for an anchor near its front: what stands in front of it is read twice where the asset is found. */
const furthestFront = (/* unused pure expression or super */ null && (16 * 1024 * 1024));
/** Whether an anchor is looked for backwards: it ends as a page of zeros does. */
function search_anchors_isBackward(bytes) {
    return isRun(bytes, bytes.length - 3);
}
/** Whether a search for these bytes would stop at every byte of a page, whichever way it goes. */
function search_anchors_isUnusable(bytes) {
    return search_anchors_isBackward(bytes) && isRun(bytes, 0);
}
function isRun(bytes, at) {
    return bytes[at] === bytes[at + 1] && bytes[at + 1] === bytes[at + 2];
}
/** Up to five anchors: near the start, in the middle, near the end, and where it stops repeating itself. None only when every byte of the asset is the same. */
function search_anchors_chooseAnchors(content, asset) {
    const thirds = thirdsOf(content);
    for (const length of [search_anchors_anchorLengths[0], search_anchors_anchorLengths[1]]) {
        const found = thirds.flatMap((third, index) => bestOf(readEach(content, third), length, index === 2) ?? []);
        const [first] = found;
        if (first === undefined)
            continue;
        const near = first.at < 2 * search_anchors_block ? undefined : nearFront(content, length, Math.min(first.at, furthestFront));
        return withBreak(content, near === undefined ? found : [near, ...found], asset);
    }
    const change = findChange(content);
    return change === undefined ? [] : withBreak(content, [change], asset);
}
function withBreak(content, found, asset) {
    const [first] = found;
    const broken = first === undefined ? undefined : breakAfter(content, first);
    return unique(broken === undefined ? found : [...found, broken]).map(({ at, bytes }) => ({ asset, at, bytes }));
}
/**
 * The front, the middle and the end: a truncated asset is told from one that is absent by which of them stand there. The end is looked through
 * from its end.
 */
function thirdsOf({ size }) {
    if (size <= 2 * search_anchors_block) {
        const part = Math.ceil(size / 3);
        return [0, part, 2 * part].map((start) => [{ start: Math.max(0, Math.min(start, size - reach)), size: part }]);
    }
    const placeOf = (start) => (start < 2 * search_anchors_block ? 0 : start >= size - 2 * search_anchors_block ? 2 : 1);
    const starts = sampledBlocks(size);
    const thirds = [0, 1, 2].map((place) => starts.filter((start) => placeOf(start) === place).map((start) => ({ start, size: search_anchors_block })));
    return thirds.map((third, index) => (index === 2 ? third.toReversed() : third));
}
/** Blocks whose bytes are not all the same, read when they are asked for: mostly the first is good enough. */
function* readEach(content, extents) {
    for (const { start, size } of extents) {
        const bytes = content.read(start, Math.min(size + reach, content.size - start));
        if (!search_anchors_isUniform(bytes))
            yield { start, bytes };
    }
}
/** The first good anchor behind the front: many file systems begin with zeros. */
function nearFront(content, length, limit) {
    for (const one of tellingBlocks(content, 2 * search_anchors_block, limit)) {
        const found = bestOf([one], length);
        if (found !== undefined && found.score > 0)
            return found;
    }
    return undefined;
}
/** Starts of blocks: two at the front, some in the middle, two at the end, in order and without repetition. */
function sampledBlocks(size) {
    const last = Math.max(0, size - search_anchors_block);
    const middle = Array.from({ length: search_anchors_samples }, (_, index) => Math.floor((last * (index + 1)) / (search_anchors_samples + 1)));
    return [...new Set([0, Math.min(search_anchors_block, last), ...middle, Math.max(0, last - search_anchors_block), last])].sort((a, b) => a - b);
}
/** Blocks in a range whose bytes are not all the same. */
function* tellingBlocks(content, from, to) {
    const buffer = new Uint8Array(64 * search_anchors_block + reach);
    for (let base = from; base < to; base += 64 * search_anchors_block) {
        const piece = readThrough(content, base, Math.min(buffer.length, content.size - base), buffer);
        if (search_anchors_isUniform(piece))
            continue;
        for (let at = 0; at < Math.min(piece.length, 64 * search_anchors_block, to - base); at += search_anchors_block) {
            const bytes = piece.subarray(at, at + search_anchors_block + reach);
            if (!search_anchors_isUniform(bytes))
                yield { start: base + at, bytes };
        }
    }
}
/** Whether all bytes are the same: then the piece equals itself moved by one byte, which memcmp finds out at once. */
function search_anchors_isUniform(bytes) {
    return Buffer.compare(bytes.subarray(0, -1), bytes.subarray(1)) === 0;
}
/** The best anchor in some blocks, each looked through from one side; the first that is good enough ends the choice. */
function bestOf(blocks, length, fromEnd = false) {
    let best;
    choice: for (const { start, bytes } of blocks) {
        const last = bytes.length - length;
        for (let next = 0; last >= 0 && next < last + length / 4; next += length / 4) {
            const at = fromEnd ? Math.max(0, last - next) : Math.min(next, last);
            const window = bytes.subarray(at, at + length);
            const score = scoreOf(window);
            if (score > (best?.score ?? unusable))
                best = { at: start + at, bytes: window, score };
            if (score >= length * goodEnough)
                break choice;
        }
    }
    // Copied: a block may be a view of a buffer that is filled again.
    return best === undefined ? undefined : { ...best, bytes: Uint8Array.from(best.bytes) };
}
/** 256 random bytes hold 162 different values on average. */
const goodEnough = 0.55;
function unique(found) {
    return found.filter((one, index) => found.findIndex((other) => other.at === one.at) === index);
}
const seen = new Uint8Array(256);
const unusable = Number.NEGATIVE_INFINITY;
/** Different bytes, less a penalty for runs of three. */
function scoreOf(window) {
    const end = window.length;
    if (search_anchors_isBackward(window))
        return unusable;
    seen.fill(0);
    let [different, runs] = [0, 0];
    for (let index = 0; index < end; index++) {
        const byte = window[index];
        if (seen[byte] === 0)
            different += 1;
        seen[byte] = 1;
        if (index >= 2 && byte === window[index - 1] && byte === window[index - 2])
            runs += 1;
    }
    return different < end / 16 ? unusable : different - 8 * runs;
}
/** Longer periods are not looked for. */
const longestPeriod = (/* unused pure expression or super */ null && (64 * 1024));
/**
 * Where an asset repeats itself, the first place where it does no more: an anchor that holds it is rare even in a binary that repeats the same.
 */
function breakAfter(content, { at, bytes }) {
    const period = Buffer.from(content.read(at, longestPeriod + bytes.length)).indexOf(bytes, 1);
    if (period < 0)
        return undefined;
    const next = at + period;
    const place = next + firstDifference(content, at, content, next, content.size - next);
    for (let end = place + 1; end <= Math.min(content.size, place + bytes.length); end++) {
        const window = content.read(end - bytes.length, bytes.length);
        if (!search_anchors_isBackward(window))
            return { at: end - bytes.length, bytes: Uint8Array.from(window), score: 0 };
    }
    return undefined;
}
/** Far more than it takes where a place can be found at all. */
const mostBlocks = 256;
/**
 * A place where bytes change, in an asset that is nearly all zeros or repeats a few bytes: an anchor that ends there, or begins there and is
 * looked for backwards. The first in the file of the greatest length.
 */
function findChange(content) {
    const first = new Map();
    let looked = 0;
    for (const one of tellingBlocks(content, 0, content.size)) {
        for (const length of search_anchors_anchorLengths) {
            const found = first.has(length) ? undefined : changeIn(one, length);
            if (found !== undefined)
                first.set(length, found);
        }
        looked += 1;
        if (looked === mostBlocks || first.has(search_anchors_anchorLengths[0]))
            break;
    }
    return search_anchors_anchorLengths.flatMap((length) => first.get(length) ?? [])[0];
}
function changeIn({ start, bytes }, length) {
    for (let at = 0; at + 3 <= bytes.length; at++) {
        if (isRun(bytes, at))
            continue;
        const begin = at + 3 >= length ? at + 3 - length : at;
        if (begin + length <= bytes.length)
            return { at: start + begin, bytes: Uint8Array.from(bytes.subarray(begin, begin + length)), score: 0 };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./packages/binary/build/proof.js





const smallestBlock = 64;
/** So many make 10 KB of a manifest for each asset. */
const proof_mostBlocks = 512;
/** Longer contents have good windows, and rolling over them byte by byte is slow. */
const rolled = (/* unused pure expression or super */ null && (4 * 1024 * 1024));
/**
 * Writes down what `findContents` found, for `checkProof`. Everything has to be whole: what is not proven cannot be handed on as a proof.
 * Reads each content once, out of the binary.
 */
function proveContents(binary, proven) {
    const problems = proven.flatMap(({ path, finding }) => finding.state === 'whole'
        ? []
        : [
            {
                code: 'E_BINARY_PROOF',
                message: `${path} does not stand whole in the binary (${finding.state}), so there is no proof of it`,
                cure: 'Prove it first',
            },
        ]);
    if (proven.length === 0)
        problems.push({ code: 'E_BINARY_PROOF', message: 'nothing was proven, so there is no proof', cure: 'Declare what the binary must embed' });
    if (problems.length > 0)
        return err(problems);
    const contents = proven.flatMap(({ path, size, finding }) => (finding.state === 'whole' ? [describe(binary, path, finding.offset, size)] : []));
    return ok({ version: 1, size: binary.size, contents });
}
function describe(binary, path, offset, size) {
    const content = partOf(binary, offset, size);
    const block = proof_blockFor(size);
    const whole = createHash('sha256');
    const buffer = new Uint8Array(Math.min(block, size));
    const blocks = [];
    for (let at = 0; at < size; at += block) {
        const bytes = readThrough(content, at, Math.min(block, size - at), buffer);
        whole.update(bytes);
        blocks.push(proof_blockHash(bytes));
    }
    const anchors = chooseAnchors(content, 0);
    const windows = anchors.map(({ at, bytes }) => ({ at, bytes: Buffer.from(bytes).toString('base64') }));
    const weak = size <= rolled || anchors.some(({ bytes }) => bytes.length < anchorLengths[0]);
    const rolling = weak || anchors.length === 0 ? rollingHashOf(content) >>> 0 : undefined;
    return {
        path,
        size,
        sha256: whole.digest('hex'),
        offset,
        windows,
        block,
        blocks,
        tail: proof_blockHash(content.read(size - proof_tailSize(size), proof_tailSize(size))),
        rolling,
    };
}
/** Bytes at the end whose hash is kept. */
function proof_tailSize(size) {
    return Math.min(64, size);
}
/** A power of two, so that there are at most 512 blocks. */
function proof_blockFor(size) {
    let block = smallestBlock;
    while (Math.ceil(size / block) > proof_mostBlocks)
        block *= 2;
    return block;
}
/** The first 8 bytes, in hexadecimal. */
function proof_blockHash(bytes) {
    return hash('sha256', bytes, 'hex').slice(0, 16);
}
/** The manifest as a file: the same text for the same manifest. */
function renderProof(manifest) {
    return `${JSON.stringify(manifest)}\n`;
}

;// CONCATENATED MODULE: ./packages/binary/build/proof-diagnosis.js


/** Places that are looked at closely, and blocks that are compared at each. */
const closely = { places: 8, samples: 64 };
function proof_diagnosis_isBlockAt(binary, { size, block, blocks }, offset, index, buffer) {
    const [from, length] = [offset + index * block, Math.min(block, size - index * block)];
    return from >= 0 && from + length <= binary.size && blockHash(readThrough(binary, from, length, buffer)) === blocks[index];
}
/**
 * Of a content that is nowhere whole: the best of what is, named as `findContents` names it. A change in the last 64 bytes alone counts as
 * a cut.
 */
function proof_diagnosis_diagnoseProof(binary, content, places, buffer) {
    const likely = [...places].sort((a, b) => b.good - a.good || a.offset - b.offset).slice(0, closely.places);
    const looks = likely.map((place) => proof_diagnosis_look(binary, content, place, buffer)).sort((a, b) => b.right - a.right);
    return looks[0] === undefined ? { state: 'absent' } : proof_diagnosis_judge(binary, content, looks[0], buffer);
}
/** Compares samples of the blocks. Blocks of zeros say nothing: they are right on any page of zeros. */
function proof_diagnosis_look(binary, content, place, buffer) {
    const zeros = blockHash(new Uint8Array(Math.min(content.block, content.size)));
    const telling = content.blocks.flatMap((hash, index) => (hash === zeros ? [] : [index]));
    const step = Math.max(1, telling.length / closely.samples);
    const samples = new Set([...Array.from({ length: Math.ceil(telling.length / step) }, (_, index) => Math.floor(index * step)), telling.length - 1]);
    const right = [...samples].flatMap((index) => {
        const block = telling[index];
        return block !== undefined && proof_diagnosis_isBlockAt(binary, content, place.offset, block, buffer) ? [block] : [];
    });
    return { place, right: right.length, compared: samples.size, behind: right.some((index) => index > place.good), some: right[0] };
}
function proof_diagnosis_judge(binary, content, { place, right, compared, behind, some }, buffer) {
    const { size, block, blocks } = content;
    const { offset, good } = place;
    const end = (index) => Math.min(size, index * block);
    const altered = { state: 'altered', offset, from: end(good), to: end(good + 1) };
    // All blocks are right and the whole is not: somebody made their hashes fit.
    if (good === blocks.length)
        return { ...altered, from: 0, to: size };
    const fits = offset >= 0 && offset + size <= binary.size;
    if (fits && ((behind && right * 2 >= compared) || tailStands(binary, content, place)))
        return altered;
    if (good > 0)
        return { state: 'truncated', offset, bytes: end(good), below: end(good + 1) };
    if (some === undefined)
        return { state: 'absent' };
    let [from, to] = [some, some + 1];
    while (from > 0 && proof_diagnosis_isBlockAt(binary, content, offset, from - 1, buffer))
        from -= 1;
    while (to < blocks.length && proof_diagnosis_isBlockAt(binary, content, offset, to, buffer))
        to += 1;
    const bytes = end(to) - from * block;
    // Programs of one language share their run time's code: a small piece says nothing.
    if (bytes < Math.max(4096, size / 16))
        return { state: 'absent' };
    return { state: 'partial', offset: offset + from * block, from: from * block, bytes };
}
/** Whether only the last block is wrong, and the content's last bytes stand there: then it was not cut. */
function tailStands(binary, { size, tail, blocks }, { offset, good }) {
    const length = tailSize(size);
    const bytes = good < blocks.length - 1 ? new Uint8Array() : binary.read(offset + size - length, length);
    return bytes.some((byte) => byte !== 0) && blockHash(bytes) === tail;
}

;// CONCATENATED MODULE: ./packages/binary/build/search-scan.js

const { ceil, imul, log2, max, min } = Math;
/**
 * A table of 64 Ki entries stays in the second-level cache, and a larger one is slower. Where it would fill up, nearly every shift would be
 * short, which is slower still: a table of 4 Mi entries serves some thousand anchors.
 */
function bitsFor(entries) {
    return entries <= 4096 ? 16 : min(22, ceil(log2(entries)) + 3);
}
/** Scanners for anchors of one length: one for those that are looked for forwards, and one for the others. */
function search_scan_createScanners(anchors, length) {
    const [forward, backward] = [anchors.filter(({ bytes }) => !isBackward(bytes)), anchors.filter(({ bytes }) => isBackward(bytes))];
    return [
        ...(forward.length === 0 ? [] : [createScanner(forward, length, scanForwards, (at) => length - 3 - at)]),
        ...(backward.length === 0 ? [] : [createScanner(backward, length, scanBackwards, (at) => at)]),
    ];
}
/** Tables are made anew for so few anchors when one is forgotten; else it only is not compared any more. */
const fewAnchors = 64;
function createScanner(anchors, length, scan, shiftAt) {
    const down = 32 - bitsFor(anchors.length * (length - 2));
    const tables = { shifts: new Uint8Array(2 ** (32 - down)), buckets: new Map(), length, down };
    fillTables(tables, anchors, shiftAt);
    const left = new Set(anchors);
    const forget = (anchor) => {
        if (!left.delete(anchor))
            return;
        if (anchors.length <= fewAnchors)
            fillTables(tables, [...left], shiftAt);
        else
            for (const [key, bucket] of tables.buckets)
                if (bucket.includes(anchor))
                    tables.buckets.set(key, bucket.filter((one) => one !== anchor));
    };
    return { length, anchors, forget, scan: (bytes, base, start, onAnchor) => scan(tables, bytes, base, start, onAnchor) };
}
/** How far each block of three bytes lets the scan move on: as far as it stands from the one that is looked at first. */
function fillTables({ shifts, buckets, length, down }, anchors, shiftAt) {
    shifts.fill(length - 2);
    buckets.clear();
    for (const anchor of anchors) {
        for (let at = 0; at <= length - 3; at++) {
            const key = search_scan_hash(anchor.bytes, at, down);
            shifts[key] = min(shifts[key], shiftAt(at));
            if (shiftAt(at) === 0)
                buckets.set(key, [...(buckets.get(key) ?? []), anchor]);
        }
    }
}
function search_scan_hash(bytes, at, down) {
    const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
    return imul(word, 0x9e37_79b1) >>> down;
}
/** Shorter shifts are a reason to see whether the bytes are all the same, because then none of them is where an anchor ends. */
const search_scan_short = 16;
/** `at` is the place of the last three bytes of where an anchor might stand. The hash is written out: this is the one hot loop. */
function scanForwards(tables, bytes, base, start, onAnchor) {
    const { shifts, buckets, length, down } = tables;
    const back = length - 3;
    const last = bytes.length - 3;
    let at = start - base + back;
    while (at <= last) {
        const word = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
        const key = imul(word, 0x9e37_79b1) >>> down;
        const shift = shifts[key];
        if (shift >= search_scan_short) {
            at += shift;
            continue;
        }
        if (bytes[at] === bytes[at + 1] && bytes[at + 1] === bytes[at + 2]) {
            at = endOfRun(bytes, at + 3) - 2;
            continue;
        }
        if (shift !== 0) {
            at += shift;
            continue;
        }
        let next = at + 1;
        for (const anchor of buckets.get(key) ?? []) {
            if (stands(bytes, at - back, anchor.bytes))
                next = max(next, onAnchor(anchor, base + at - back) - base + back);
        }
        at = next;
    }
    return base + at - back;
}
/** The same from the end of the piece to its start; `at` is the place of the first three bytes. What is found never makes it skip. */
function scanBackwards(tables, bytes, base, start, onAnchor) {
    const { shifts, buckets, length, down } = tables;
    let at = bytes.length - length;
    const end = base + max(at + 1, start - base);
    while (at >= start - base) {
        const key = search_scan_hash(bytes, at, down);
        const shift = shifts[key];
        if (shift >= search_scan_short) {
            at -= shift;
        }
        else if (bytes[at] === bytes[at + 1] && bytes[at + 1] === bytes[at + 2]) {
            at = startOfRun(bytes, at) - 1;
        }
        else if (shift !== 0) {
            at -= shift;
        }
        else {
            for (const anchor of buckets.get(key) ?? [])
                if (stands(bytes, at, anchor.bytes))
                    onAnchor(anchor, base + at);
            at -= 1;
        }
    }
    return end;
}
/** Bytes that memcmp goes over at a time, where a run is long. */
const longestStep = (/* unused pure expression or super */ null && (64 * 1024));
/** From a byte that may be the same as the one before it: the first that is not, or the end. memcmp goes over long runs. */
function endOfRun(bytes, from) {
    let at = from;
    for (let size = 64; at + size <= bytes.length && Buffer.compare(bytes.subarray(at, at + size), bytes.subarray(at - 1, at + size - 1)) === 0;) {
        at += size;
        size = min(2 * size, longestStep);
    }
    while (at < bytes.length && bytes[at] === bytes[at - 1])
        at += 1;
    return at;
}
/** The first byte of a run that holds the byte at a place. */
function startOfRun(bytes, from) {
    let at = from;
    for (let size = 64; at >= size && Buffer.compare(bytes.subarray(at - size, at), bytes.subarray(at - size + 1, at + 1)) === 0;) {
        at -= size;
        size = min(2 * size, longestStep);
    }
    while (at > 0 && bytes[at - 1] === bytes[at])
        at -= 1;
    return at;
}
function stands(bytes, at, anchor) {
    for (let index = 0; index < anchor.length; index++)
        if (bytes[at + index] !== anchor[index])
            return false;
    return true;
}

;// CONCATENATED MODULE: ./packages/binary/build/search-crawl.js



const search_crawl_chunk = (/* unused pure expression or super */ null && (512 * 1024));
const search_crawl_piece = (/* unused pure expression or super */ null && (64 * 1024));
function createNextPlace(binary, anchor) {
    const { length } = anchor.bytes;
    const [scanner] = createScanners([anchor], length);
    const buffer = new Uint8Array(search_crawl_chunk);
    let [base, bytes] = [0, new Uint8Array()];
    const first = (from) => {
        let found;
        scanner?.scan(bytes, base, from, (_, at) => {
            found = found === undefined ? at : Math.min(found, at);
            // Nothing more is asked of this piece; one that is looked through backwards goes on, and ends with the first.
            return base + bytes.length;
        });
        return found;
    };
    return (from) => {
        for (let at = from; at + length <= binary.size; at = base + bytes.length - length + 1) {
            if (at < base || at + length > base + bytes.length)
                [base, bytes] = [at, readThrough(binary, at, Math.min(search_crawl_chunk, binary.size - at), buffer)];
            if (bytes.length < length)
                return undefined;
            const found = first(at);
            if (found !== undefined)
                return found;
        }
        return undefined;
    };
}
/**
 * Looks for an asset whose anchors stand at too many places, as in a binary that repeats what the asset repeats. A place where it differs
 * says more than that it is not there: the byte that stands in the binary has to be the asset's at any later place too that reaches so far, and
 * where the asset has no such byte in front of the difference, it cannot begin before it. Ends after some tries; `left` says where the asset
 * may still stand.
 */
function search_crawl_crawl(binary, content, anchor, patience) {
    const nextPlace = createNextPlace(binary, anchor);
    const { size } = content;
    let [from, compared] = [0, 0];
    for (let tries = 0; tries < patience && compared < 16 * 1024 * 1024 + binary.size; tries++) {
        const place = nextPlace(from + anchor.at);
        const offset = (place ?? binary.size) - anchor.at;
        if (place === undefined || offset + size > binary.size)
            return { left: [] };
        const differs = firstDifference(binary, offset, content, 0, size);
        if (differs === size)
            return { offset };
        compared += 2 * differs;
        const byte = binary.read(offset + differs, 1)[0];
        from = offset + Math.max(1, differs - lastOf(content, byte, differs));
    }
    return { left: search_crawl_rangesFrom(binary, anchor, size, from) };
}
/** The last place of a byte in front of an end; -1 when it stands nowhere there. */
function lastOf(content, byte, end) {
    const buffer = new Uint8Array(Math.min(search_crawl_piece, end));
    for (let to = end; to > 0; to -= search_crawl_piece) {
        const start = Math.max(0, to - search_crawl_piece);
        const at = readThrough(content, start, to - start, buffer).lastIndexOf(byte);
        if (at >= 0)
            return start + at;
    }
    return -1;
}
/** The ranges in which an asset may lie that begins at an offset or behind it. Rough, so that an anchor which stands everywhere costs little. */
function search_crawl_rangesFrom(binary, anchor, size, from) {
    const nextPlace = createNextPlace(binary, anchor);
    const ranges = [];
    for (let at = nextPlace(from + anchor.at); at !== undefined; at = nextPlace(at + search_crawl_piece)) {
        const range = { from: Math.max(from, at - anchor.at), to: at + search_crawl_piece - anchor.at + size };
        const last = ranges.at(-1);
        if (last !== undefined && range.from <= last.to)
            ranges[ranges.length - 1] = { from: last.from, to: range.to };
        else
            ranges.push(range);
    }
    return ranges;
}

;// CONCATENATED MODULE: ./packages/binary/build/search-pass.js



function search_pass_createLead(anchor) {
    return { ...anchor, tries: 0, compared: 0, spent: false };
}
/** Looks for all open assets, and calls `attempt` where one may begin. Reads the binary once, and what was compared whole at most once more. */
function search_pass_runChase(chase) {
    const { binary, leads } = chase;
    const scanners = anchorLengths.flatMap((length) => createScanners(leads.filter(({ bytes }) => bytes.length === length), length));
    const buffer = new Uint8Array(chase.chunk);
    const skipped = pass(chase, scanners, { from: 0, to: binary.size }, true, buffer);
    // What was compared whole was not scanned: another asset may stand in it, or lie across its edge.
    const margin = anchorLengths[0] - 1;
    for (const { from, to } of skipped) {
        pass(chase, scanners, { from: Math.max(0, from - margin), to: Math.min(binary.size, to + margin) }, false, buffer);
    }
}
/** Scans a range of the binary; answers the ranges that were compared and therefore not scanned. */
function pass(chase, scanners, range, skip, buffer) {
    const skipped = [];
    const places = new Map(scanners.map((scanner) => [scanner, range.from]));
    const placeOf = (scanner) => places.get(scanner) ?? range.to;
    const isActive = (scanner) => placeOf(scanner) + scanner.length <= range.to && scanner.anchors.some(({ asset, spent }) => !spent && chase.isOpen(asset));
    const onAnchor = (lead, at) => {
        const end = tryLead(chase, lead, at);
        if (lead.spent)
            for (const scanner of scanners)
                scanner.forget(lead);
        if (end === undefined || !skip || isBackward(lead.bytes))
            return at + 1;
        skipped.push({ from: at, to: end });
        return end;
    };
    for (let active = scanners.filter(isActive); active.length > 0; active = active.filter(isActive)) {
        const base = active.reduce((least, scanner) => Math.min(least, placeOf(scanner)), range.to);
        const size = Math.min(buffer.length, range.to - base);
        const bytes = readThrough(chase.binary, base, size, buffer);
        if (bytes.length < size)
            return skipped;
        for (const scanner of active)
            places.set(scanner, scanner.scan(bytes, base, placeOf(scanner), onAnchor));
    }
    return skipped;
}
/** Bytes that may be compared in vain for one anchor. */
const fairShare = (size) => 16 * 1024 * 1024 + 2 * size;
/** What a failed try costs at least. */
const leastCost = 4096;
function tryLead(chase, lead, at) {
    if (lead.spent || !chase.isOpen(lead.asset))
        return undefined;
    const attempt = chase.attempt(lead, at - lead.at);
    if (attempt === undefined || attempt.end !== undefined)
        return attempt?.end;
    lead.tries += 1;
    lead.compared += attempt.compared + leastCost;
    lead.spent = lead.tries >= chase.patience || lead.compared > fairShare(chase.sizeOf(lead.asset));
    return undefined;
}
/**
 * Whether an asset that was not found may stand somewhere all the same: all of its anchors were given up, or it has none. Then only a search
 * that looks at every byte can tell.
 */
function search_pass_isUndecided(leads) {
    return leads.every(({ spent }) => spent);
}

;// CONCATENATED MODULE: ./packages/binary/build/proof-check.js






const proof_check_piece = (/* unused pure expression or super */ null && (256 * 1024));
/**
 * Checks a proof against a binary without the assets: by the sha256 of the range where each content stood, and where that is another's, by
 * its windows wherever it stands now. Reads each content once where nothing moved; else the binary once or twice more, whatever it holds.
 */
function checkProof(binary, manifest) {
    // A block that is larger than the binary does not stand in it.
    const buffer = new Uint8Array(Math.min(Math.max(proof_check_piece, binary.size), manifest.contents.reduce((most, { block }) => Math.max(most, block), proof_check_piece)));
    const settled = manifest.contents.map((content) => (isWholeAt(binary, content, content.offset, buffer) ? content.offset : undefined));
    const moved = manifest.contents.filter((_, index) => settled[index] === undefined);
    const hunts = moved.map((content, index) => ({ content, leads: leadsOf(content, index), places: new Map(), found: undefined }));
    for (const hunt of hunts)
        attempt(binary, hunt, hunt.content.offset, buffer);
    runChase({
        binary,
        leads: hunts.flatMap(({ leads }) => leads),
        chunk: 512 * 1024,
        patience: 1000,
        sizeOf: (asset) => hunts[asset]?.content.size ?? 0,
        isOpen: (asset) => hunts[asset]?.found === undefined,
        attempt: ({ asset }, offset) => attempt(binary, hunts[asset], offset, buffer),
    });
    return manifest.contents.map((content, index) => {
        const hunt = hunts.find((one) => one.content === content);
        return { path: content.path, finding: hunt === undefined ? { state: 'whole', offset: settled[index] ?? 0, moved: false } : conclude(binary, hunt, buffer) };
    });
}
function leadsOf(content, asset) {
    return content.windows.map(({ at, bytes }) => createLead({ asset, at, bytes: Buffer.from(bytes, 'base64') }));
}
function isWholeAt(binary, { size, sha256 }, offset, buffer) {
    if (offset < 0 || offset + size > binary.size)
        return false;
    const sum = createHash('sha256');
    for (let done = 0; done < size; done += proof_check_piece)
        sum.update(readThrough(binary, offset + done, Math.min(proof_check_piece, size - done), buffer));
    return sum.digest('hex') === sha256;
}
function attempt(binary, hunt, offset, buffer) {
    const { content, places } = hunt;
    if (places.has(offset) || offset + content.size <= 0 || offset >= binary.size)
        return undefined;
    let good = 0;
    while (good < content.blocks.length && isBlockAt(binary, content, offset, good, buffer))
        good += 1;
    places.set(offset, { offset, good });
    // All blocks may be right by 8 bytes of their hashes each; the whole sha256 decides.
    if (good === content.blocks.length && isWholeAt(binary, content, offset, buffer))
        hunt.found = offset;
    return { end: hunt.found === undefined ? undefined : offset + content.size, compared: (good + 1) * content.block };
}
function conclude(binary, { content, leads, places, found }, buffer) {
    const whole = found ?? roll(binary, content, leads, buffer);
    if (whole !== undefined)
        return { state: 'whole', offset: whole, moved: whole !== content.offset };
    return diagnoseProof(binary, content, [...places.values()], buffer);
}
/** Where its windows could not tell: it has none, or they stand at too many places. */
function roll(binary, content, leads, buffer) {
    if (content.rolling === undefined || !isUndecided(leads))
        return undefined;
    const [lead] = leads;
    const ranges = lead === undefined ? undefined : rangesFrom(binary, lead, content.size, 0);
    return findByHash(binary, content.size, content.rolling | 0, (at) => isWholeAt(binary, content, at, buffer), ranges);
}

;// CONCATENATED MODULE: ./packages/binary/build/proof-text.js



const proof_text_cure = 'Take the manifest that the build wrote, unchanged';
const mostContents = 10_000;
const mostWindows = 8;
/** No binary is larger; blocks grow with it, and are held in memory. */
const proof_text_largest = (/* unused pure expression or super */ null && (64 * 2 ** 30));
/**
 * Reads a proof manifest. Everything in it is checked for its form, because a release trusts it: a manifest that is damaged, or was made
 * by hand, must not become a check that passes. That nobody exchanged it is the caller's to see to.
 */
function parseProof(text) {
    let value;
    try {
        value = JSON.parse(text);
    }
    catch {
        return err([refusal('is no JSON')]);
    }
    if (!proof_text_isRecord(value))
        return err([refusal('is no object')]);
    if (value['version'] !== 1)
        return err([refusal(`has the version ${JSON.stringify(value['version'])}, and only 1 is known`)]);
    const { size, contents } = value;
    if (!isSize(size) || size > proof_text_largest)
        return err([refusal('has no size of the binary')]);
    if (!Array.isArray(contents) || contents.length === 0 || contents.length > mostContents)
        return err([refusal('proves nothing: it has no list of contents')]);
    const parsed = contents.map((content, index) => parseContent(content, index, size));
    const problems = parsed.flatMap((one) => (one.ok ? [] : [one.error]));
    return problems.length > 0 ? err(problems) : ok({ version: 1, size, contents: parsed.flatMap((one) => (one.ok ? [one.value] : [])) });
}
function refusal(message) {
    return { code: 'E_BINARY_PROOF', message: `the proof manifest ${message}`, cure: proof_text_cure };
}
function proof_text_isRecord(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function isSize(value) {
    return Number.isSafeInteger(value) && value >= 0;
}
function isHex(value, length) {
    return typeof value === 'string' && value.length === length && /^[0-9a-f]*$/.test(value);
}
function parseContent(value, index, most) {
    const wrong = (what) => err(refusal(`is wrong at content ${index + 1}: ${what}`));
    if (!proof_text_isRecord(value))
        return wrong('it is no object');
    const { path, size, sha256, offset, windows, block, blocks, tail, rolling } = value;
    if (typeof path !== 'string' || path === '')
        return wrong('it has no path');
    if (!isSize(size) || size === 0)
        return wrong('it has no size');
    if (!isHex(sha256, 64))
        return wrong('its sha256 is none');
    if (!isSize(offset) || offset + size > most)
        return wrong('it does not lie in the binary');
    if (block !== blockFor(size) || !Array.isArray(blocks) || blocks.length !== Math.ceil(size / block) || !blocks.every((one) => isHex(one, 16))) {
        return wrong('its blocks do not fit its size');
    }
    if (!isHex(tail, 16))
        return wrong('its tail is none');
    if (rolling !== undefined && (!isSize(rolling) || rolling > 0xffff_ffff))
        return wrong('its rolling hash is none');
    const read = parseWindows(windows, size);
    return read === undefined ? wrong('its windows do not lie in it') : ok({ path, size, sha256, offset, windows: read, block, blocks, tail, rolling });
}
function parseWindows(value, size) {
    if (!Array.isArray(value) || value.length > mostWindows)
        return undefined;
    const windows = value.flatMap((one) => {
        if (!proof_text_isRecord(one))
            return [];
        const { at, bytes } = one;
        const anchor = Buffer.from(typeof bytes === 'string' ? bytes : '', 'base64');
        const fits = isSize(at) && anchorLengths.some((known) => known === anchor.length) && !isUnusable(anchor) && at + anchor.length <= size;
        return fits && typeof bytes === 'string' ? [{ at, bytes }] : [];
    });
    return windows.length === value.length ? windows : undefined;
}

;// CONCATENATED MODULE: ./packages/binary/build/search-diagnosis.js

/** Of an asset that is not there whole: the best of what is. */
function search_diagnosis_diagnose(binary, content, tried) {
    const likely = [...tried].sort((a, b) => b.differs - a.differs || a.offset - b.offset).slice(0, 16);
    const pieces = likely.map((one) => pieceAt(binary, content, one)).sort((a, b) => b.bytes - a.bytes);
    const altered = pieces.find((piece) => isAltered(binary, content, piece));
    if (altered !== undefined)
        return { state: 'altered', offset: altered.offset, differs: altered.differs };
    const piece = pieces[0];
    if (piece === undefined)
        return { state: 'absent' };
    if (piece.from === 0)
        return { state: 'truncated', offset: piece.offset, bytes: piece.bytes };
    // Programs of one language share their run time's code: a small piece says nothing.
    if (piece.bytes < Math.max(4096, content.size / 16))
        return { state: 'absent' };
    return { state: 'partial', offset: piece.offset + piece.from, from: piece.from, bytes: piece.bytes };
}
/** How far the content is the same on both sides of an anchor. */
function pieceAt(binary, content, { offset, anchor, differs }) {
    if (differs > anchor)
        return { offset, differs, from: 0, bytes: differs };
    const before = commonBefore(binary, offset + anchor, content, anchor, anchor);
    const after = firstDifference(binary, offset + anchor, content, anchor, content.size - anchor);
    return { offset, differs, from: anchor - before, bytes: before + after };
}
/** Around the longest piece that is the same, most is the same too; or only a few bytes at the front are not. */
function isAltered(binary, content, { offset, from, bytes }) {
    const end = from + bytes;
    if (offset < 0 || (from === 0 && end + 1 >= content.size))
        return false;
    if (end === content.size && from <= 256)
        return true;
    const [front, rest] = [Math.max(0, from - 1), Math.max(0, content.size - end - 1)];
    const equal = front * shareOfEqual(binary, offset, content, 0, front) + rest * shareOfEqual(binary, offset + end + 1, content, end + 1, rest);
    return equal > (front + rest) / 2;
}

;// CONCATENATED MODULE: ./packages/binary/build/search.js






/** Shorter contents stand in large files by chance. */
const smallestAsset = 64;
/**
 * Finds out of each asset whether all of its bytes stand in the binary, contiguously, and where. Reads the binary once, in pieces,
 * and each asset once; memory does not grow with either. Assets may be equal, overlap, or hold one another.
 */
function findContents(binary, assets, options = {}) {
    const patience = options.patience ?? 1000;
    const hunts = assets.map((content, index) => {
        const finding = refusalOf(content);
        const leads = finding === undefined ? chooseAnchors(content, index).map(createLead) : [];
        return { content, leads, tried: new Map(), finding };
    });
    runChase({
        binary,
        leads: hunts.flatMap(({ leads }) => leads),
        chunk: options.chunk ?? 512 * 1024,
        patience,
        sizeOf: (asset) => hunts[asset]?.content.size ?? 0,
        isOpen: (asset) => hunts[asset]?.finding === undefined,
        attempt: (lead, offset) => search_attempt(binary, hunts[lead.asset], lead, offset),
    });
    return hunts.map((hunt) => hunt.finding ?? settle(binary, hunt, patience) ?? diagnose(binary, hunt.content, [...hunt.tried.values()]));
}
function refusalOf(content) {
    if (content.size === 0)
        return { state: 'refused', reason: 'empty' };
    if (content.size < smallestAsset)
        return { state: 'refused', reason: 'tiny' };
    const first = content.read(0, 1)[0];
    // A byte more than a step, so that no change is missed between two; most contents tell it in the first few.
    for (let at = 0, step = 64; at < content.size; at += step, step = 65_536) {
        const bytes = content.read(at, step + 1);
        if (bytes[0] !== first || !isUniform(bytes))
            return undefined;
    }
    return { state: 'refused', reason: 'uniform' };
}
/** Compares the whole asset where one of its anchors stands. */
function search_attempt(binary, hunt, { at: anchor }, offset) {
    if (hunt.tried.has(offset))
        return undefined;
    const { size } = hunt.content;
    const differs = offset < 0 ? 0 : firstDifference(binary, offset, hunt.content, 0, size);
    if (differs === size) {
        hunt.finding = { state: 'whole', offset };
        return { end: offset + size, compared: size };
    }
    hunt.tried.set(offset, { offset, differs, anchor });
    return { end: undefined, compared: differs };
}
/** What the anchors could not tell: they are missing, or stand at too many places. */
function settle(binary, { content, leads }, patience) {
    if (!isUndecided(leads))
        return undefined;
    const [lead] = leads;
    const crawled = lead === undefined ? { left: undefined } : crawl(binary, content, lead, patience);
    if ('offset' in crawled)
        return { state: 'whole', offset: crawled.offset };
    if (crawled.left?.length === 0)
        return undefined;
    const isThere = (at) => firstDifference(binary, at, content, 0, content.size) === content.size;
    const offset = findByHash(binary, content.size, rollingHashOf(content), isThere, crawled.left);
    return offset === undefined ? undefined : { state: 'whole', offset };
}

;// CONCATENATED MODULE: ./packages/binary/build/symbol-versions.js

/** More than any library has; what claims more is damaged. */
const symbol_versions_most = 10_000;
const symbol_versions_largest = (/* unused pure expression or super */ null && (4 * 1024 * 1024));
/**
 * The versions of symbols that an ELF file needs of its libraries, such as `GLIBC_2.34`, sorted and told once (LSB Core, "Symbol Version
 * Requirements", Elfxx_Verneed): a system whose libraries lack one of them does not start it. None for other formats, for static files, and where the section
 * `.gnu.version_r` is missing or makes no sense.
 */
function readSymbolVersions(reader, image) {
    const needs = image.sections.find(({ name }) => name === '.gnu.version_r');
    const names = image.sections.find(({ name }) => name === '.dynstr');
    if (image.format !== 'elf' || needs === undefined || names === undefined || needs.size > symbol_versions_largest || names.size > symbol_versions_largest)
        return [];
    const little = image.endian === 'little';
    try {
        const table = new Fields(Uint8Array.from(reader.read(needs.offset, needs.size)), little, 'the version requirements');
        const texts = new Fields(Uint8Array.from(reader.read(names.offset, names.size)), little, 'the names of symbols');
        return [...new Set(readNeeds(table).map((at) => texts.text(at)))].sort();
    }
    catch (error) {
        if (error instanceof Malformed)
            return [];
        throw error;
    }
}
/** Places of names. Each record for a library leads to those of its versions, and both kinds to their next one by a distance. */
function readNeeds(table) {
    const found = [];
    for (let at = 0;; at += table.u32(at + 12)) {
        for (let version = at + table.u32(at + 8);; version += table.u32(version + 12)) {
            found.push(table.u32(version + 8));
            if (table.u32(version + 12) === 0 || found.length > symbol_versions_most)
                break;
        }
        if (table.u32(at + 12) === 0 || found.length > symbol_versions_most)
            return found;
    }
}

;// CONCATENATED MODULE: ./packages/binary/build/string-headers.js




/**
 * Places in an image's data where a pointer to one of some texts stands in front of its length: the string variables and constants of Go,
 * Rust and others. Answers the texts that one refers to, each with the places of the pointers. Reads the data once.
 */
function string_headers_findStringHeaders(reader, image, form, wanted) {
    const found = new Map();
    const byAddress = Map.groupBy(wanted, ({ address }) => address);
    const look = windowOf(reader, 4096);
    const onPointer = (offset, target) => {
        for (const one of byAddress.get(target) ?? []) {
            if (lengthAt(look, offset + form.width, form) !== one.length)
                continue;
            const places = found.get(one);
            if (places === undefined)
                found.set(one, [offset]);
            else
                places.push(offset);
        }
    };
    if (wanted.length === 0)
        return found;
    const filter = new Uint8Array(65_536);
    for (const { address } of wanted)
        filter[((address - form.base) >>> 0) & 0xffff] = 1;
    for (const range of mappedRanges(image, ({ loaded, executable, name }) => loaded && !executable && !name.includes('gopclntab'))) {
        eachWords(reader, range, form, 2, (words, offset) => scan(words, filter, form, (at, target) => onPointer(offset + at, target)));
    }
    if (form.relocations === undefined)
        return found;
    eachRelative(reader, form.relocations, (address, addend) => {
        const offset = byAddress.has(addend) ? offsetOf(image.segments, BigInt(address)) : undefined;
        if (offset !== undefined)
            onPointer(offset, addend);
    });
    return found;
}
function scan(words, filter, { width, little, upperBits, base }, onTarget) {
    const step = width / 4;
    const low = little || width === 4 ? 0 : 1;
    for (let index = low; index < words.length; index += step) {
        const lower = words[index];
        if (filter[lower & 0xffff] === 0)
            continue;
        const upper = width === 4 ? 0 : (words[little ? index + 1 : index - 1] & upperBits) >>> 0;
        onTarget(4 * (index - low), upper * 0x1_0000_0000 + (lower >>> 0) + base);
    }
}
function lengthAt(look, offset, { width, little }) {
    const bytes = look.read(offset, width);
    if (bytes.length < width)
        return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, width);
    if (width === 4)
        return view.getUint32(0, little);
    const value = view.getBigUint64(0, little);
    return value > 0xffffffffn ? undefined : Number(value);
}

;// CONCATENATED MODULE: ./packages/binary/build/version-text.js

const version_text_chunk = (/* unused pure expression or super */ null && (512 * 1024));
const side = 24;
/** A version stands in a program a few times; `1.0` may stand there by the thousand. */
const mostOccurrences = 1024;
/** The places of a text in some ranges, in order, and whether there are more of them than are told. Reads the ranges once. */
function version_text_occurrencesOf(reader, text, ranges) {
    const needle = Buffer.from(text);
    const found = [];
    const buffer = new Uint8Array(ranges.reduce((size, { from, to }) => Math.max(size, Math.min(version_text_chunk, to - from)), 0));
    for (const { from, to } of needle.length === 0 ? [] : ranges) {
        for (let base = from; base + needle.length <= to; base += version_text_chunk - needle.length + 1) {
            const bytes = readThrough(reader, base, Math.min(version_text_chunk, to - base), buffer);
            const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
            for (let at = view.indexOf(needle); at >= 0; at = view.indexOf(needle, at + 1)) {
                if (found.length === mostOccurrences)
                    return { found, more: true };
                found.push(occurrenceAt(reader, base + at, needle.length));
            }
        }
    }
    return { found, more: false };
}
function occurrenceAt(reader, offset, length) {
    const start = Math.max(0, offset - side);
    const bytes = Buffer.from(reader.read(start, offset - start + length + side)).toString('latin1');
    const at = offset - start;
    return { offset, before: bytes.slice(0, at), text: bytes.slice(at, at + length), after: bytes.slice(at + length) };
}
/**
 * Whether a version is a word of its own: no digit, dot or other part of a version stands on either side (semver.org, 2.0.0, clauses 9
 * and 10). Letters may: Go lays its strings side by side with nothing between.
 */
function version_text_isOwnWord({ before, after }) {
    return !/[0-9][.]?$|[0-9A-Za-z][-+]$/.test(before.replace(/v$/, '')) && !/^([0-9]|\.[0-9]|[-+][0-9A-Za-z])/.test(after);
}
/** `module@v1.2.3/file.go` in Go's line table and `package@1.2.3` elsewhere name the version of something that the program was built from. */
function version_text_isOfPackage({ before }) {
    return /[0-9A-Za-z]@v?$/.test(before);
}
function version_text_textAround({ before, text, after }) {
    return `${before}${text}${after}`.replace(/[^ -~]/g, '.');
}
/** The 16 bytes in front of and behind the module information that Go keeps in a program twice (cmd/go/internal/modload, `infoStart` and `infoEnd`). */
const marks = {
    start: Buffer.from('3077af0c9274080241e1c107e6d618e6', 'hex'),
    end: Buffer.from('f932433186182072008242104116d8f2', 'hex'),
};
/** Programs with a thousand dependencies have 150 KB of it. */
const longestModuleText = (/* unused pure expression or super */ null && (512 * 1024));
/** Whether a place lies in Go's module information, which names the versions of all dependencies and the flags of the linker. */
function version_text_isModuleText(reader, offset) {
    for (let to = offset, left = longestModuleText; to > 0 && left > 0;) {
        const from = Math.max(0, to - 16 * 1024);
        const bytes = Buffer.from(reader.read(from, to - from));
        const [start, end] = [bytes.lastIndexOf(marks.start), bytes.lastIndexOf(marks.end)];
        if (end > start)
            return false;
        if (start >= 0)
            return true;
        left -= to - from;
        // A mark may lie across the edge of two pieces.
        to = from === 0 ? 0 : from + marks.start.length - 1;
    }
    return false;
}

;// CONCATENATED MODULE: ./packages/binary/build/version-stamp.js









/**
 * Finds the version that a program was stamped with in the program's own data, not in a program or a file that it embeds. `1.2.3` and
 * `v1.2.3` count as the same, and either may be given.
 *
 * It proves that the text stands there, not that the program shows it. `string` is the strongest: Go's `-X`, and string constants of Go
 * and Rust that have a header, leave a pointer to exactly this text. `text` may also be the version of something else that happens to be
 * the same, and a text file that is embedded as a `string` or `[]byte` counts as the program's own unless `options` name its place: nothing in
 * the program marks it. Helpers are told apart by the tables of `embed.FS` and by their own headers, so one that is cut so short that its
 * headers make no sense counts as the program's own too. A program that is packed or that makes its version up when it runs has none.
 * Reads the image once, and again only as far as the question needs.
 */
function findVersionStamp(reader, image, version, options = {}) {
    const bare = version.replace(/^v(?=[0-9])/, '');
    const { found: all, more } = occurrencesOf(reader, bare, ownRanges(image));
    const known = knownRanges(reader, image, options);
    const [inside, own] = split(all, (one) => known.find(({ offset, size }) => one.offset >= offset && one.offset < offset + size)?.name ?? bookkeeping(reader, one));
    const exact = findExact(reader, image, own, bare);
    if (exact !== undefined)
        return { state: 'string', offset: exact, section: sectionOf(image, exact)?.name };
    if (more)
        return unclear(`holds ${bare} at more places than can be looked at`);
    const nested = own.length === 0 ? { images: [], broken: false } : findNestedImages(reader, version_stamp_searched(image, own), (own.at(-1)?.offset ?? 0) + 1);
    const [helpers, rest] = split(own, (one) => {
        const found = nested.images.find(({ offset, size }) => one.offset >= offset && one.offset < offset + size);
        return found === undefined ? undefined : `an embedded program (${found.format}, ${found.machine})`;
    });
    const word = rest.find((one) => isOwnWord(one));
    if (nested.broken && rest.length > 0)
        return unclear('holds more headers of embedded programs than can be looked at');
    if (word !== undefined)
        return { state: 'text', offset: word.offset, section: sectionOf(image, word.offset)?.name, around: textAround(word) };
    if (readGoBuildInfo(reader, image)?.module?.version.replace(/^v/, '') === bare)
        return { state: 'module' };
    if (rest[0] !== undefined)
        return { state: 'longer', offset: rest[0].offset, around: textAround(rest[0]) };
    return [...helpers, ...inside][0] ?? outside(reader, image, bare);
}
function unclear(message) {
    return { state: 'unclear', problem: { code: 'E_BINARY_STAMP', message, cure: 'Check the version by running the program' } };
}
/** What is mapped into memory, as far as the file goes: debug data and what is behind the program are not the program's own. */
function ownRanges(image) {
    const all = image.sections.length > 0 ? image.sections.filter(({ loaded }) => loaded) : image.segments;
    const end = image.range.offset + image.range.size;
    const ranges = all.map(({ offset, size }) => ({ from: offset, to: Math.min(offset + size, end) }));
    return mergeRanges(ranges.filter(({ from, to }) => to > from));
}
function knownRanges(reader, image, options) {
    const entries = listEmbeds(reader, image).tables.flatMap((table) => table.entries);
    const files = entries.flatMap(({ name, offset, size }) => (offset === undefined ? [] : [{ name, offset, size }]));
    return [...(options.embedded ?? []), ...files].map((one) => ({ ...one, name: `the embedded file ${one.name}` }));
}
/** Parts places by whether there is a name for where they stand. */
function split(all, nameOf) {
    const named = all.map((one) => ({ one, where: nameOf(one) }));
    const elsewhere = named.flatMap(({ one, where }) => (where === undefined ? [] : [{ state: 'elsewhere', offset: one.offset, where }]));
    return [elsewhere, named.flatMap(({ one, where }) => (where === undefined ? [one] : []))];
}
/** What compilers write down of a build, not of the program: in Go the versions of all modules, and the paths of their sources. */
function bookkeeping(reader, one) {
    if (isOfPackage(one))
        return `the name of a package (${textAround(one)})`;
    return isModuleText(reader, one.offset) ? "Go's record of the build" : undefined;
}
/** A place to which a pointer with the right length leads; with or without a `v` in front. */
function findExact(reader, image, own, bare) {
    if (own.length === 0)
        return undefined;
    try {
        const length = Buffer.byteLength(bare);
        const wanted = own.flatMap(({ offset, before }) => [{ offset, length }, ...(before.endsWith('v') ? [{ offset: offset - 1, length: length + 1 }] : [])]);
        const strings = wanted.flatMap((one) => {
            const address = version_stamp_addressOf(image, one.offset);
            return address === undefined ? [] : [{ address, length: one.length, offset: one.offset }];
        });
        const found = findStringHeaders(reader, image, readPointerForm(reader, image), strings);
        return strings.find((one) => found.has(one))?.offset;
    }
    catch (error) {
        if (error instanceof Malformed)
            return undefined;
        throw error;
    }
}
function version_stamp_addressOf(image, offset) {
    const segment = image.segments.find((one) => offset >= one.offset && offset < one.offset + one.size);
    const address = segment === undefined ? undefined : Number(segment.address) + offset - segment.offset;
    return address !== undefined && Number.isSafeInteger(address) && offsetOf(image.segments, BigInt(address)) === offset ? address : undefined;
}
/** The ranges in which a helper could hold one of the places. A mapped part may begin with the headers of the program itself. */
function version_stamp_searched(image, own) {
    const ranges = ownRanges(image).filter((range) => own.some(({ offset }) => isWithin([range], offset)));
    return ranges.map(({ from, to }) => ({ from: Math.max(from, image.range.offset + 1), to }));
}
function sectionOf(image, offset) {
    return image.sections.find((section) => section.size > 0 && offset >= section.offset && offset < section.offset + section.size);
}
/** What is in the image's range and not mapped. */
function outside(reader, image, bare) {
    const { offset, size } = image.range;
    const mapped = ownRanges(image);
    const gaps = [];
    let from = offset;
    for (const range of mapped) {
        if (range.from > from)
            gaps.push({ from, to: range.from });
        from = Math.max(from, range.to);
    }
    if (from < offset + size)
        gaps.push({ from, to: offset + size });
    const found = occurrencesOf(reader, bare, gaps).found[0];
    if (found === undefined)
        return { state: 'absent' };
    const section = sectionOf(image, found.offset);
    const where = section !== undefined ? `${section.name}, which is not loaded` : found.offset >= image.end ? 'what is appended to the program' : 'headers';
    return { state: 'elsewhere', offset: found.offset, where };
}

;// CONCATENATED MODULE: ./packages/binary/build/zip-members.js



/** The last record, and a comment behind it of at most 65,535 bytes. */
const longestTail = (/* unused pure expression or super */ null && (22 + 65_535));
const mostMembers = 1_000_000;
const zip_members_cure = 'Fetch or make it again, and see that it was copied whole';
/**
 * Lists the members of a zip archive from its central directory (APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16), ZIP64 too. A Problem for
 * what is no archive, is cut, or contradicts itself; its message follows the file's name.
 */
function listZipMembers(reader) {
    try {
        return ok(zip_members_readDirectory(reader));
    }
    catch (error) {
        if (!(error instanceof Malformed))
            throw error;
        return err({ code: 'E_BINARY_ZIP', message: `is a damaged zip archive: ${error.message}`, cure: zip_members_cure });
    }
}
function zip_members_readDirectory(reader) {
    const { count, size, offset } = findDirectory(reader);
    if (count > mostMembers)
        throw new Malformed(`it claims ${count} members`);
    const fields = readFields(reader, offset, size, true, 'its central directory');
    const members = [];
    for (let at = 0, index = 0; index < count; index++) {
        if (fields.u32(at) !== 0x0201_4b50)
            throw new Malformed(`its central directory has no entry at ${offset + at}`);
        members.push(zip_members_readMember(reader, fields, at));
        at += 46 + fields.u16(at + 28) + fields.u16(at + 30) + fields.u16(at + 32);
    }
    return members;
}
function findDirectory(reader) {
    const from = Math.max(0, reader.size - longestTail);
    const tail = Buffer.from(reader.read(from, reader.size - from));
    const at = tail.lastIndexOf('PK\x05\x06', tail.length - 22, 'latin1');
    if (at < 0)
        throw new Malformed('it ends without a central directory', true);
    const [count, size, offset] = [tail.readUInt16LE(at + 10), tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    if (count !== 0xffff && size !== 0xffff_ffff && offset !== 0xffff_ffff)
        return { count, size, offset };
    const locator = readFields(reader, from + at - 20, 20, true, 'the place of its ZIP64 directory');
    if (locator.u32(0) !== 0x0706_4b50)
        return { count, size, offset };
    const record = readFields(reader, locator.offset(8, true), 56, true, 'its ZIP64 directory');
    return { count: record.offset(32, true), size: record.offset(40, true), offset: record.offset(48, true) };
}
/** `at` is the place of its header in the central directory. */
function zip_members_readMember(reader, fields, at) {
    const [flags, method, nameSize] = [fields.u16(at + 8), fields.u16(at + 10), fields.u16(at + 28)];
    const path = new TextDecoder().decode(fields.bytes.subarray(at + 46, at + 46 + nameSize));
    const [size, packed, place] = wideValues(fields, at, at + 46 + nameSize);
    return { path, size, readHead: (length) => ((flags & 1) === 0 ? zip_members_readHead(reader, { place, packed, method }, length) : undefined) };
}
/** Sizes and the place; of those that do not fit 32 bits the extra field 1 has the real value, in this order. */
function wideValues(fields, at, extra) {
    const values = [fields.u32(at + 24), fields.u32(at + 20), fields.u32(at + 42)];
    const end = extra + fields.u16(at + 30);
    for (let field = extra; field + 4 <= end; field += 4 + fields.u16(field + 2)) {
        if (fields.u16(field) !== 1)
            continue;
        let next = field + 4;
        values.forEach((value, index) => {
            if (value !== 0xffff_ffff)
                return;
            values[index] = fields.offset(next, true);
            next += 8;
        });
    }
    return values;
}
function zip_members_readHead(reader, { place, packed, method }, length) {
    const local = reader.read(place, 30);
    if (local.length < 30)
        return undefined;
    const view = new DataView(local.buffer, local.byteOffset, 30);
    const from = place + 30 + view.getUint16(26, true) + view.getUint16(28, true);
    if (method === 0)
        return reader.read(from, Math.min(packed, length));
    if (method !== 8)
        return undefined;
    // Few bytes first: packed, they may stand for a thousand times as many.
    for (let taken = 4096;; taken *= 2) {
        const head = inflateHead(reader.read(from, Math.min(packed, taken)));
        if (head === undefined || head.length >= length || taken >= packed)
            return head?.subarray(0, length);
    }
}
function inflateHead(bytes) {
    try {
        return inflateRawSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/binary/build/index.js




























;// CONCATENATED MODULE: ./actions/builder-image/build/architecture.js



/** How many programs of the image are looked at. */
const sample = 20;
/**
 * Looks at programs in the image itself: the config only repeats what the build was asked for, and an engine that took the wrong base
 * image says the right platform all the same. An image without programs has nothing that could be wrong in this way.
 */
async function checkArchitecture(layout, platform, ports) {
    const wanted = (0,build/* architectureOf */.NJ)(platform);
    const found = await findExecutables(ports.files, layout, sample);
    const known = found.map(({ path, head }) => ({ path, architecture: elf_architecture_readElfArchitecture(head) })).filter(({ architecture }) => architecture !== undefined);
    const [first] = known;
    // A cross compiler's image holds foreign libraries on purpose: only an image without one program of its own is of another platform.
    if (first === undefined || known.some(({ architecture }) => architecture === wanted))
        return;
    const message = `the image for ${platform} says so in its config, but holds programs for ${first.architecture} (/${first.path.replace(/^\//, '')})`;
    throw (0,build/* refuse */.TR)({ code: 'E_BUILDER_BUILT', message, cure: 'See which base image the last stage really takes: it has to have this platform' });
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/image-name.js

const image_name_component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const path = new RegExp(`^${image_name_component}(?:/${image_name_component})*$`);
const image_name_part = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const domain = new RegExp(`^(?:${image_name_part}(?:\\.${image_name_part})*|\\[[0-9a-fA-F:]+\\])(?::[0-9]+)?$`);
/**
 * Writes an image's name out as docker does (distribution/reference v0.6, ParseNormalizedNamed and TagNameOnly): `debian` is
 * `docker.io/library/debian:latest`.
 * @returns the name with registry and tag or digest, or what is wrong with it
 */
function normaliseImage(name) {
    const slash = name.indexOf('/');
    const first = slash === -1 ? '' : name.slice(0, slash);
    const hosted = /[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase();
    const host = !hosted || first === 'index.docker.io' ? 'docker.io' : first;
    const rest = hosted ? name.slice(slash + 1) : name;
    const at = rest.indexOf('@');
    const digest = at === -1 ? '' : rest.slice(at + 1);
    const before = at === -1 ? rest : rest.slice(0, at);
    const colon = before.indexOf(':');
    const tag = colon === -1 ? '' : before.slice(colon + 1);
    const repository = colon === -1 ? before : before.slice(0, colon);
    const full = host === 'docker.io' && !repository.includes('/') ? `library/${repository}` : repository;
    if (/^[0-9a-f]{64}$/.test(name))
        return (0,build/* err */._q)(`${name} looks like an image's id, which means something on one machine only`);
    if (name.includes('://'))
        return (0,build/* err */._q)(`${name} begins with a transport`);
    if (repository !== repository.toLowerCase() && path.test(repository.toLowerCase()))
        return (0,build/* err */._q)(`${name} has capitals in the image's name`);
    if (!path.test(full) || !domain.test(host) || (colon !== -1 && !(0,build/* parseTag */.ED)(tag).ok) || (at !== -1 && !(0,build/* isDigest */.Bc)(digest)))
        return (0,build/* err */._q)(`"${name}" is no image`);
    const version = tag === '' && digest === '' ? ':latest' : `${tag === '' ? '' : `:${tag}`}${digest === '' ? '' : `@${digest}`}`;
    return (0,build.ok)(`${host}/${full}${version}`);
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/pieces.js
/** White space of Go's unicode.IsSpace, which is not that of JavaScript's `\s`. */
const blanks = '\\t-\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const blank = new RegExp(`[${blanks}]`);
const leadingBlanks = new RegExp(`^[${blanks}]*`);
const trailingBlanks = new RegExp(`[${blanks}]*$`);
function isBlank(character) {
    return blank.test(character);
}
function pieceOf(source, start, end) {
    return { text: source.slice(start, end), offsets: Array.from({ length: end - start }, (_, index) => start + index), end };
}
function pieces_startOf(piece) {
    return piece.offsets[0] ?? piece.end;
}
function slicePiece(piece, start, end = piece.text.length) {
    const offsets = piece.offsets.slice(start, end);
    const last = offsets.at(-1);
    return { text: piece.text.slice(start, end), offsets, end: last === undefined ? (piece.offsets[start] ?? piece.end) : last + 1 };
}
function joinPieces(first, second) {
    return { text: first.text + second.text, offsets: [...first.offsets, ...second.offsets], end: second.text === '' ? first.end : second.end };
}
/** The characters of a piece at the given positions, in this order. */
function pickFrom(piece, positions) {
    const text = positions.map((position) => piece.text[position]).join('');
    const offsets = positions.map((position) => piece.offsets[position] ?? piece.end);
    return { text, offsets, end: (offsets.at(-1) ?? pieces_startOf(piece) - 1) + 1 };
}
/** A text that stands nowhere in these words, such as a string of a JSON array, at the place of another piece. */
function placedAt(piece, text) {
    return { text, offsets: Array.from(text, () => pieces_startOf(piece)).slice(0, text.length), end: piece.end };
}
function trimStart(piece) {
    return slicePiece(piece, leadingBlanks.exec(piece.text)?.[0].length ?? 0);
}
function trimPiece(piece) {
    const trimmed = trimStart(piece);
    return slicePiece(trimmed, 0, trailingBlanks.exec(trimmed.text)?.index ?? trimmed.text.length);
}
/** The parts between runs of blanks. */
function splitBlanks(piece) {
    return Array.from(piece.text.matchAll(/[^\t\v\f\r ]+/g), (match) => slicePiece(piece, match.index, match.index + match[0].length));
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/shell-pattern.js
/** The patterns of `${X#pattern}`, `${X%pattern}` and `${X/pattern/text}`: `*` and `?`, no brackets (BuildKit v0.34.2, shell/lex.go). */
function compilePattern(pattern, greedy, anchored) {
    const characters = Array.from(pattern);
    let source = anchored ? '^' : '';
    for (let at = 0; at < characters.length; at++) {
        let character = characters[at] ?? '';
        if (character === '*')
            source += greedy ? '[^\\n]*' : '[^\\n]*?';
        else if (character === '?')
            source += '[^\\n]';
        else {
            if (character === '\\') {
                const escaped = characters[at + 1] ?? '';
                // "}" and "/" are escaped for the sake of ${…}; the pattern itself does not see it.
                if (escaped === '}' || escaped === '/')
                    continue;
                if (!['*', '?', '\\'].includes(escaped) || escaped === '')
                    throw new SyntaxError(`\\${escaped} is no escape in a pattern`);
                at += 1;
                character = escaped;
            }
            source += `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
        }
    }
    return new RegExp(source, 'gu');
}
function trimPrefix(pattern, value, greedy) {
    const match = compilePattern(pattern, greedy, true).exec(value);
    return match === null ? value : value.slice(match[0].length);
}
/** Backwards, because a regular expression finds the leftmost match and not the shortest one at the end. */
function trimSuffix(pattern, value, greedy) {
    const reversed = Array.from(pattern.matchAll(/\\[\s\S]|[\s\S]/gu), ([part]) => part);
    return reverse(trimPrefix(reversed.reverse().join(''), reverse(value), greedy));
}
function reverse(text) {
    return Array.from(text).reverse().join('');
}
function replacePattern(pattern, value, replacement, all) {
    const expression = compilePattern(pattern, true, false);
    if (!all) {
        const match = expression.exec(value);
        return match === null ? value : value.slice(0, match.index) + replacement + value.slice(match.index + match[0].length);
    }
    let result = '';
    let end = 0;
    for (const match of value.matchAll(expression)) {
        // Go counts no empty match right behind another one.
        if (match[0] === '' && match.index === end && end > 0)
            continue;
        result += value.slice(end, match.index) + fillTemplate(replacement, match[0]);
        end = match.index + match[0].length;
    }
    return result + value.slice(end);
}
/** `$0` and names in the text mean groups to Go's ReplaceAllString; there is none but the whole match. */
function fillTemplate(replacement, match) {
    return replacement.replace(/\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu, (found, name, braced) => found === '$$' ? '$' : (name ?? braced) === '0' ? match : '');
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/shell-lexer.js



/** Stands in a value for text that only the build will know, such as an ENV of a base image. No Containerfile holds a NUL. */
const unknown = '\0';
/**
 * Expands variables and takes quotes and escapes away, as BuildKit does in most instructions (v0.34.2, frontend/dockerfile/shell, Lex):
 * `$X`, `${X}`, `${X:-word}`, `${X:+word}`, `${X:?word}` and the same without the colon, `${X#pattern}`, `${X##…}`, `${X%…}`, `${X%%…}`,
 * `${X/pattern/text}`, `${X//…}`.
 * @returns the text, or what is wrong with it
 */
function expandWord(text, lookup, options) {
    const result = shell_lexer_run(text, lookup, options);
    return result.ok ? (0,build.ok)(result.value.text) : result;
}
/** Expands likewise, then parts the result at blanks outside of quotes. */
function expandWords(text, lookup, options) {
    const result = shell_lexer_run(text, lookup, options);
    return result.ok ? (0,build.ok)(result.value.words) : result;
}
function shell_lexer_run(text, lookup, options) {
    try {
        return (0,build.ok)(new Lexer(text, lookup, options).read('', options.rawEscapes === true, false));
    }
    catch (error) {
        if (error instanceof SyntaxError)
            return (0,build/* err */._q)(error.message);
        throw error;
    }
}
class Lexer {
    #characters;
    #lookup;
    #options;
    #at = 0;
    #rawEscapes = false;
    #word = '';
    constructor(text, lookup, options) {
        this.#characters = Array.from(text);
        this.#lookup = lookup;
        this.#options = options;
    }
    #peek() {
        return this.#characters[this.#at] ?? '';
    }
    #next() {
        const character = this.#peek();
        this.#at += 1;
        return character;
    }
    /** Until `stop`, or to the end. `doubled` keeps quoted escapes twice, so that a pattern can be read from the result. */
    read(stop, rawEscapes, doubled) {
        const before = this.#rawEscapes;
        this.#rawEscapes = rawEscapes;
        this.#word = '';
        const words = [];
        let text = '';
        const add = (characters, splits) => {
            text += characters;
            for (const character of characters) {
                if (!splits || !isBlank(character))
                    this.#word += character;
                else if (this.#word !== '')
                    words.push(this.#flush());
            }
        };
        while (this.#peek() !== stop && this.#peek() !== '') {
            const character = this.#peek();
            if (character === "'")
                add(this.#singleQuoted(doubled), false);
            else if (character === '"')
                add(this.#doubleQuoted(doubled), false);
            else if (character === '$')
                add(this.#variable(), true);
            else if (character === '<')
                add(this.#heredoc(), false);
            else if (character !== this.#options.escapeMark)
                add(this.#next(), true);
            else {
                if (rawEscapes)
                    add(character, false);
                this.#at += 1;
                if (this.#peek() !== '')
                    add(this.#next(), false);
            }
        }
        this.#rawEscapes = before;
        if (this.#peek() !== stop)
            throw new SyntaxError(`a closing ${stop} is missing`);
        if (stop !== '')
            this.#at += 1;
        if (this.#word !== '')
            words.push(this.#flush());
        return { text, words };
    }
    #flush() {
        const word = this.#word;
        this.#word = '';
        return word;
    }
    #singleQuoted(doubled) {
        const end = this.#characters.indexOf("'", this.#at + 1);
        if (end === -1)
            throw new SyntaxError('a single quote is not closed');
        const inner = this.#characters.slice(this.#at + 1, end);
        this.#at = end + 1;
        const text = inner.map((character) => (doubled && character === this.#options.escapeMark ? character + character : character)).join('');
        return this.#options.rawQuotes === true ? `'${text}'` : text;
    }
    #doubleQuoted(doubled) {
        const { escapeMark, rawQuotes } = this.#options;
        const quote = rawQuotes === true ? '"' : '';
        let text = '';
        this.#at += 1;
        while (this.#peek() !== '"') {
            if (this.#peek() === '')
                throw new SyntaxError('a double quote is not closed');
            if (this.#peek() === '$') {
                text += this.#variable();
                continue;
            }
            let character = this.#next();
            if (character === escapeMark) {
                if (this.#peek() === '')
                    continue;
                const escapes = ['"', '$', escapeMark].includes(this.#peek());
                if (this.#rawEscapes && (escapes || rawQuotes !== true || doubled))
                    text += character;
                if (escapes)
                    character = this.#next();
            }
            text += character;
        }
        this.#at += 1;
        return quote + text + quote;
    }
    /** `<<` and the blanks behind it belong to one word with the name that follows. */
    #heredoc() {
        this.#at += 1;
        if (this.#peek() !== '<')
            return '<';
        this.#at += 1;
        let blanks = '';
        while (['\t', '\r', ' '].includes(this.#peek()))
            blanks += this.#next();
        return `<<${blanks}`;
    }
    #name() {
        if (/^[@*#?\-$!]$/u.test(this.#peek()))
            return this.#next();
        const pattern = /^\p{Nd}$/u.test(this.#peek()) ? /^\p{Nd}$/u : /^[\p{L}\p{Nd}_]$/u;
        let name = '';
        while (pattern.test(this.#peek()))
            name += this.#next();
        return name;
    }
    #variable() {
        this.#at += 1;
        if (this.#peek() !== '{') {
            const name = this.#name();
            if (name === '')
                return '$';
            return this.#lookup(name) ?? (this.#options.keepUnset === true ? `$${name}` : '');
        }
        this.#at += 1;
        if (this.#peek() === '')
            throw new SyntaxError('a closing } is missing');
        if (['{', '}', ':'].includes(this.#peek()))
            throw new SyntaxError('there is no name behind ${');
        const name = this.#name();
        const value = this.#lookup(name);
        const operator = this.#next();
        if (operator === '}')
            return value ?? (this.#options.keepUnset === true ? `\${${name}}` : '');
        if (operator === '/')
            return this.#replaced(name, value);
        return operator === ':' ? this.#modified(name, value, this.#next(), true) : this.#modified(name, value, operator, false);
    }
    #modified(name, value, operator, colon) {
        const trims = operator === '#' || operator === '%';
        const written = `\${${name}${colon ? ':' : ''}${operator}`;
        const refuse = () => {
            throw new SyntaxError(`${written} is no substitution`);
        };
        if ((colon && trims) || (!colon && !['+', '-', '?', '#', '%'].includes(operator)))
            refuse();
        const word = this.read('}', trims, trims).text;
        // A shell's own substitutions, such as ${X:1:2} of a RUN, pass here.
        if (value === undefined && this.#options.keepUnset === true)
            return `${written}${word}}`;
        if (!['+', '-', '?', '#', '%'].includes(operator))
            refuse();
        if (trims) {
            if (isOpen(value) || isOpen(word))
                return unknown;
            const greedy = word.startsWith(operator);
            return (operator === '#' ? trimPrefix : trimSuffix)(greedy ? word.slice(1) : word, value ?? '', greedy);
        }
        // Whether it is set at all is not known either.
        if (value !== undefined && value !== '' && value.replaceAll(unknown, '') === '')
            return operator === '?' ? value : unknown;
        const absent = value === undefined || (colon && value === '');
        if (operator === '-')
            return absent ? word : value;
        if (operator === '+')
            return absent ? '' : word;
        if (absent)
            throw new SyntaxError(`${name}: ${word === '' ? `is not allowed to be ${value === undefined ? 'unset' : 'empty'}` : word}`);
        return value;
    }
    #replaced(name, value) {
        const all = this.#peek() === '/';
        if (all)
            this.#at += 1;
        const pattern = this.read('/', true, true).text;
        const replacement = this.read('}', true, false).text;
        if (value === undefined && this.#options.keepUnset === true)
            return `\${${name}/${pattern}/${replacement}}`;
        if (isOpen(value) || isOpen(pattern) || isOpen(replacement))
            return unknown;
        return replacePattern(pattern, value ?? '', replacement, all);
    }
}
function isOpen(value) {
    return value?.includes(unknown) === true;
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/platform-variables.js


const architectures = { x86_64: 'amd64', 'x86-64': 'amd64', aarch64: 'arm64', armhf: 'arm', i386: '386', i686: '386' };
/** Variants that say nothing more than the architecture does (containerd/platforms, Normalize). */
const platform_variables_plain = { 'amd64/v1': 'amd64', 'arm64/v8': 'arm64', 'arm64/8': 'arm64', 'arm/7': 'arm/v7', 'arm/6': 'arm/v6' };
/** Reads what `--platform` may hold, in the spelling of the image index; undefined where it is no platform. */
function readPlatform(text) {
    const parts = text.toLowerCase().split('/');
    const [os = '', architecture = '', variant] = parts.length === 1 ? ['linux', ...parts] : parts;
    const named = [architectures[architecture] ?? architecture, ...(variant === undefined ? [] : [variant])].join('/');
    const platform = (0,build/* parsePlatform */.FL)([os === 'macos' ? 'darwin' : os, platform_variables_plain[named] ?? named].join('/'));
    return platform.ok && parts.length <= 3 ? platform.value : undefined;
}
/** TARGETPLATFORM and its like (Dockerfile reference, "Automatic platform ARGs in the global scope"). */
function targetVariables(platform) {
    return variables('TARGET', platform);
}
/** BUILDPLATFORM and its like: unknown where the machine is not. TARGETSTAGE is the engine's affair. */
function buildVariables(platform) {
    const names = variables('BUILD', platform ?? '');
    const host = platform === undefined ? Object.fromEntries(Object.keys(names).map((name) => [name, unknown])) : names;
    return { ...host, TARGETOSVERSION: '', BUILDOSVERSION: unknown, TARGETSTAGE: unknown };
}
function variables(prefix, platform) {
    const [os = '', architecture = '', variant = ''] = platform.split('/');
    return { [`${prefix}PLATFORM`]: platform, [`${prefix}OS`]: os, [`${prefix}ARCH`]: architecture, [`${prefix}VARIANT`]: variant };
}
/** What engines pass without being asked: proxies of the machine, and the time of the commit. None of it enters a key. */
function engineGiven(name) {
    return /^(https?|ftp|no|all)_proxy$/i.test(name) || name === 'SOURCE_DATE_EPOCH';
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/evaluate.js




/** Works out what each instruction of a build sees (BuildKit v0.34.2, dockerfile2llb/convert.go). All stages, reached or not. */
function evaluate(file, setting, faults) {
    const given = { ...(setting.dialect === 'buildah' ? targetVariables(setting.target) : {}), ...setting.values };
    const context = { ...setting, values: given, escapeMark: file.escapeMark, faults, globals: new Map() };
    const predefined = { ...targetVariables(setting.target), ...buildVariables(setting.host), ...setting.values };
    const globals = file.args.reduce((scope, instruction) => declare(context, scope, instruction), {
        args: new Map(Object.entries(predefined)),
        env: new Map(),
        open: false,
    });
    const lookup = (name) => globals.args.get(name);
    const stages = [];
    for (const stage of file.stages) {
        const name = expandIn(context, stage.base, lookup);
        const base = findBase(context, stage, name, stages);
        const parent = base.kind === 'stage' ? stages[base.index] : undefined;
        const written = stage.platform === undefined ? setting.target : readStagePlatform(context, stage.platform, lookup);
        const beginning = beginWith(parent?.end, base, setting.dialect);
        const instructions = [...(parent?.triggers ?? []), ...stage.instructions];
        const walk = walkInstructions({ ...context, globals: globals.args }, beginning, instructions);
        const triggers = setting.dialect === 'buildkit' ? stage.instructions.flatMap(({ trigger }) => trigger ?? []) : [];
        stages.push({ stage, base, platform: parent === undefined ? written : parent.platform, ...walk, triggers });
    }
    return stages;
}
/** Expands a piece; what is wrong with it becomes a fault at its place, and the value unknown. */
function expandIn({ escapeMark, faults }, piece, lookup) {
    const result = expandWord(piece.text, lookup, { escapeMark });
    if (result.ok)
        return result.value;
    const cure = 'Write it as the Dockerfile reference shows under "Environment replacement"';
    faults.push({ code: 'E_CHAIN_SUBSTITUTION', message: `"${piece.text}" cannot be expanded: ${result.error}`, cure, at: pieces_startOf(piece) });
    return unknown;
}
function beginWith(parent, base, dialect) {
    if (parent === undefined)
        return { args: new Map(), env: new Map([['PATH', unknown]]), open: base.kind === 'image' };
    return dialect === 'buildah' ? { ...parent, args: new Map() } : parent;
}
function walkInstructions(context, beginning, instructions) {
    let scope = beginning;
    const steps = instructions.map((instruction) => {
        const lookup = lookIn(scope);
        if (instruction.keyword === 'ARG')
            scope = declare(context, scope, instruction);
        if (instruction.keyword === 'ENV')
            scope = setEnv(context, scope, instruction);
        return { instruction, lookup };
    });
    return { steps, end: scope };
}
function lookIn({ args, env, open }) {
    return (name) => env.get(name) ?? args.get(name) ?? (open ? unknown : undefined);
}
function declare(context, scope, { words }) {
    return words.reduce((before, word) => {
        const equals = word.text.indexOf('=');
        const name = equals === -1 ? word.text : word.text.slice(0, equals);
        // A default that a build argument replaces is not even expanded.
        const fallback = () => (equals === -1 ? context.globals.get(name) : expandIn(context, slicePiece(word, equals + 1), lookIn(before)));
        const value = context.values[name] ?? (engineGiven(name) ? unknown : fallback());
        return value === undefined ? before : evaluate_assign(context, before, name, value);
    }, scope);
}
/** In BuildKit what was set last counts; in buildah what ENV set. */
function evaluate_assign({ dialect }, scope, name, value) {
    const env = new Map(scope.env);
    if (dialect === 'buildkit')
        env.delete(name);
    return { ...scope, args: new Map(scope.args).set(name, value), env };
}
/** All values of one ENV see the variables as they were before it. */
function setEnv(context, scope, { words }) {
    const env = new Map(scope.env);
    for (let index = 0; index + 1 < words.length; index += 3) {
        const [name, value] = [words[index], words[index + 1]].map((piece) => (piece === undefined ? '' : expandIn(context, piece, lookIn(scope))));
        env.set(name ?? '', value ?? '');
    }
    return { ...scope, env };
}
function findBase(context, stage, name, earlier) {
    const say = (message, cure) => {
        context.faults.push({ code: 'E_CHAIN_IMAGE', message, cure, at: pieces_startOf(stage.base) });
        return { kind: 'scratch' };
    };
    const known = earlier.findLast((each) => each.stage.name !== '' && each.stage.name === name);
    if (known !== undefined)
        return { kind: 'stage', index: known.stage.index };
    if (name === 'scratch')
        return { kind: 'scratch' };
    // Said already where the expansion itself was wrong.
    if (name === unknown && context.faults.some(({ at }) => at === pieces_startOf(stage.base)))
        return { kind: 'scratch' };
    if (name.includes(unknown)) {
        return say(`FROM ${stage.base.text} depends on the machine that builds, which a key cannot know`, 'Name the image without BUILDPLATFORM and its like');
    }
    if (name === '')
        return say(`FROM ${stage.base.text} names nothing: the variable has no value`, 'Give the ARG before the first FROM a default');
    const image = normaliseImage(name);
    return image.ok ? { kind: 'image', name: image.value } : say(image.error, 'Write an image as docker does, such as debian:12 or ghcr.io/owner/name:tag');
}
function readStagePlatform(context, piece, lookup) {
    const text = expandIn(context, piece, lookup);
    if (text.includes(unknown))
        return undefined;
    const platform = readPlatform(text);
    if (platform !== undefined)
        return platform;
    const message = `--platform=${piece.text} is ${text === '' ? 'empty' : `"${text}", which is no platform`}`;
    context.faults.push({ code: 'E_CHAIN_PLATFORM', message, cure: 'Write a platform such as linux/amd64, or $BUILDPLATFORM', at: pieces_startOf(piece) });
    return undefined;
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/heredoc.js


const unset = () => undefined;
/** The heredocs that the words of a line announce, in order (BuildKit, heredocsFromLine). */
function findHeredocs(line, faults) {
    const words = expandWords(line.text, unset, { escapeMark: '\\', rawQuotes: true, rawEscapes: true, keepUnset: true });
    if (!words.ok)
        return [];
    return words.value.flatMap((word) => {
        const heredoc = parseHeredoc(word);
        if (heredoc !== 'unreadable')
            return heredoc ?? [];
        faults.push({ code: 'E_CHAIN_HEREDOC', message: `the name of ${word} has an open quote`, cure: 'Close the quote', at: pieces_startOf(line) });
        return [];
    });
}
/** Reads `<<NAME`, `<<-NAME`, `3<<"NAME"`; undefined where the word is no heredoc. */
function parseHeredoc(word) {
    const [, descriptor = '', dash, rest = ''] = /^(\d*)<<(-?)[\t\n\f\r ]*([^<]*)$/.exec(word) ?? [];
    if (rest === '')
        return undefined;
    const names = expandWords(rest, unset, { escapeMark: '\\', keepUnset: true });
    const raw = expandWords(rest, unset, { escapeMark: '\\', keepUnset: true, rawQuotes: true });
    if (!names.ok || !raw.ok)
        return 'unreadable';
    const [name, ...others] = names.value;
    if (name === undefined || others.length > 0)
        return undefined;
    if (raw.value.length !== 1)
        return 'unreadable';
    return { name, descriptor: Number(descriptor), expand: countQuotes(name) === countQuotes(raw.value[0] ?? ''), chomp: dash === '-', content: '' };
}
function countQuotes(text) {
    return text.replace(/[^'"]/g, '').length;
}
/** Whether an argument of COPY or ADD is the name of a heredoc. */
function isHeredoc(word) {
    return typeof parseHeredoc(word) === 'object';
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/words.js

/** @param raw keep quotes and escape characters, as ARG, ENV and LABEL do, or drop them, as flags do */
function scanWord(text, start, escapeMark, raw) {
    const positions = [];
    let quote = '';
    let quoted = false;
    let at = start;
    for (; at < text.length; at++) {
        const character = text[at] ?? '';
        if (quote === '' && isBlank(character))
            break;
        const closes = quote !== '' && character === quote;
        const opens = quote === '' && (character === '"' || character === "'");
        if (opens)
            quoted = true;
        if (opens || closes) {
            quote = opens ? character : '';
            if (raw)
                positions.push(at);
            continue;
        }
        // Within single quotes nothing escapes, but a flag's quotes are all alike.
        if (character === escapeMark && !(raw && quote === "'")) {
            if (at + 1 === text.length) {
                at += 1;
                break;
            }
            if (raw)
                positions.push(at);
            at += 1;
        }
        positions.push(at);
    }
    return { positions, end: at, quoted };
}
/** The words of ARG, ENV and LABEL: quotes and escapes stay in them, because variables are expanded later. */
function splitWords(piece, escapeMark) {
    const words = [];
    for (let at = 0; at < piece.text.length;) {
        if (isBlank(piece.text[at] ?? '')) {
            at += 1;
            continue;
        }
        const scan = scanWord(piece.text, at, escapeMark, true);
        if (scan.quoted || scan.positions.length > 0)
            words.push(pickFrom(piece, scan.positions));
        at = scan.end;
    }
    return words;
}
/** The `--flags` before the arguments, without their quotes; `--` alone ends them. */
function splitFlags(piece, escapeMark) {
    const flags = [];
    let at = 0;
    while (at < piece.text.length) {
        if (isBlank(piece.text[at] ?? '')) {
            at += 1;
            continue;
        }
        if (!piece.text.startsWith('--', at))
            return { flags, rest: trimPiece(slicePiece(piece, at)) };
        const scan = scanWord(piece.text, at, escapeMark, false);
        at = scan.end;
        const flag = pickFrom(piece, scan.positions);
        if (flag.text === '--')
            break;
        flags.push(flag);
    }
    return { flags, rest: trimPiece(slicePiece(piece, at)) };
}
/**
 * The strings of a JSON array; undefined where the text is no JSON array, so that it is read as words or for a shell, and an error where it
 * is an array of something else.
 */
function parseStrings(piece) {
    if (!trimPiece(piece).text.startsWith('['))
        return undefined;
    try {
        const list = JSON.parse(piece.text);
        if (!Array.isArray(list))
            return undefined;
        return list.every((each) => typeof each === 'string') ? list : 'not strings';
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/instruction.js



const shellForm = (rest, _, faults, keyword) => jsonForm(rest, faults, keyword) ?? words(...(rest.text === '' ? [] : [rest]));
const listForm = (rest, _, faults, keyword) => jsonForm(rest, faults, keyword) ?? words(...splitBlanks(rest));
const instruction_whole = (rest) => words(...(rest.text === '' ? [] : [rest]));
const separate = (rest) => words(...splitBlanks(rest));
const pairs = (rest, escapeMark, faults, keyword) => words(...splitPairs(rest, escapeMark, faults, keyword));
const readers = {
    ADD: listForm,
    ARG: (rest, escapeMark) => words(...splitWords(rest, escapeMark)),
    CMD: shellForm,
    COPY: listForm,
    ENTRYPOINT: shellForm,
    ENV: pairs,
    EXPOSE: separate,
    FROM: separate,
    HEALTHCHECK: (rest, escapeMark, faults, keyword) => {
        const kind = slicePiece(rest, 0, /^\S*/.exec(rest.text)?.[0].length);
        if (kind.text === '')
            return words();
        const command = shellForm(trimPiece(slicePiece(rest, kind.text.length)), escapeMark, faults, keyword);
        return { words: [kind, ...command.words], json: command.json };
    },
    LABEL: pairs,
    MAINTAINER: instruction_whole,
    ONBUILD: () => words(),
    RUN: shellForm,
    SHELL: shellForm,
    STOPSIGNAL: instruction_whole,
    USER: instruction_whole,
    VOLUME: listForm,
    WORKDIR: instruction_whole,
};
const keywords = Object.keys(readers);
/** Reads one instruction, without its heredocs' lines (BuildKit, newNodeFromLine). What does not hold becomes faults, never an exception. */
function parseInstruction(line, escapeMark, faults) {
    const trimmed = trimPiece(line);
    const name = slicePiece(trimmed, 0, /^[^\t\v\f\r ]*/.exec(trimmed.text)?.[0].length);
    const keyword = name.text.toUpperCase();
    const { flags, rest } = splitFlags(slicePiece(trimmed, name.text.length), escapeMark);
    const read = readers[keyword];
    const { words: list, json } = read === undefined ? words() : read(rest, escapeMark, faults, keyword);
    const trigger = keyword === 'ONBUILD' && rest.text !== '' ? parseInstruction(rest, escapeMark, faults) : undefined;
    const holder = trigger ?? { keyword, json };
    const takes = ['ADD', 'COPY', 'RUN'].includes(holder.keyword) && !holder.json && line.text.includes('<<');
    return { keyword, at: pieces_startOf(name), flags, words: list, json, heredocs: takes ? findHeredocs(line, faults) : [], trigger };
}
function words(...list) {
    return { words: list, json: false };
}
function jsonForm(rest, faults, keyword) {
    const strings = parseStrings(rest);
    if (strings === undefined)
        return undefined;
    if (strings !== 'not strings')
        return { words: strings.map((text) => placedAt(rest, text)), json: true };
    const message = `the JSON array of ${keyword} holds something else than strings`;
    faults.push({ code: 'E_CHAIN_JSON', message, cure: 'Put every element in double quotes', at: pieces_startOf(rest) });
    return { words: [], json: true };
}
/** `NAME=value …`, or the old form `NAME value`, which the first word decides. */
function splitPairs(rest, escapeMark, faults, keyword) {
    const say = (message, at) => {
        faults.push({ code: 'E_CHAIN_ARGUMENTS', message, cure: `Write ${keyword} NAME=value`, at: pieces_startOf(at) });
        return [];
    };
    const list = splitWords(rest, escapeMark);
    const [first] = list;
    if (first === undefined)
        return [];
    if (!first.text.includes('=')) {
        const blank = /[\t\v\f\r ]+/.exec(rest.text);
        if (blank === null)
            return say(`${keyword} ${rest.text} has no value`, first);
        return [slicePiece(rest, 0, blank.index), slicePiece(rest, blank.index + blank[0].length), slicePiece(rest, rest.text.length)];
    }
    return list.flatMap((word) => {
        const equals = word.text.indexOf('=');
        if (equals === -1)
            return say(`${word.text} is no NAME=value`, word);
        return [slicePiece(word, 0, equals), slicePiece(word, equals + 1), slicePiece(word, equals, equals + 1)];
    });
}
/** A flag's name without the dashes, and its value where there is one. */
function splitFlag(flag) {
    const equals = flag.text.indexOf('=');
    if (equals === -1)
        return { name: flag.text.slice(2), value: undefined };
    return { name: flag.text.slice(2, equals), value: slicePiece(flag, equals + 1) };
}
/** The values of a flag, in order; `true` where a switch has none. */
function flagsNamed(instruction, name) {
    return instruction.flags.map(splitFlag).flatMap((flag, index) => {
        if (flag.name !== name)
            return [];
        return [flag.value ?? placedAt(instruction.flags[index] ?? pieceOf('', 0, 0), 'true')];
    });
}
function isSwitchedOn(instruction, name) {
    return flagsNamed(instruction, name).some(({ text }) => text.toLowerCase() === 'true');
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/mount.js


/** The mounts of a RUN (Dockerfile reference, "RUN --mount"); each is a line of comma-separated values. */
function readMounts(instruction, faults) {
    if (instruction.keyword !== 'RUN')
        return [];
    return flagsNamed(instruction, 'mount').map((flag) => {
        const fields = new Map();
        for (const field of splitFields(flag, faults)) {
            const equals = field.text.indexOf('=');
            if (equals !== -1)
                fields.set(field.text.slice(0, equals).toLowerCase(), slicePiece(field, equals + 1));
        }
        return { type: fields.get('type'), from: fields.get('from'), source: fields.get('source') ?? fields.get('src'), at: pieces_startOf(flag) };
    });
}
/** RFC 4180: a field that begins with a quote goes to the closing one, and a doubled quote in it is one. */
function splitFields(flag, faults) {
    const { text } = flag;
    const fields = [];
    for (let at = 0; at <= text.length; at++) {
        const positions = [];
        const quoted = text[at] === '"';
        if (quoted) {
            at += 1;
            while (at < text.length && (text[at] !== '"' || text[at + 1] === '"')) {
                if (text[at] === '"')
                    at += 1;
                positions.push(at++);
            }
            at += 1;
        }
        const end = text.indexOf(',', at);
        const rest = text.slice(at, end === -1 ? text.length : end);
        if (rest.includes('"') || (quoted && rest !== '') || at > text.length) {
            const cure = 'Write type=bind,source=…,target=…';
            faults.push({ code: 'E_CHAIN_FLAG', message: `--mount=${text} has a quote in a wrong place`, cure, at: pieces_startOf(flag) });
            return [];
        }
        for (; at < text.length && text[at] !== ','; at++)
            positions.push(at);
        fields.push(pickFrom(flag, positions));
    }
    return fields;
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/image-uses.js





/**
 * Every image that a build pulls: of FROM, COPY --from and RUN --mount=from. A stage's image is of the stage's own platform; the others are
 * always of the platform that is built for (BuildKit v0.34.2, dockerfile2llb/convert.go, resolveBaseImage).
 */
function findImageUses(stages, target, escapeMark, faults) {
    return stages.flatMap(({ stage, base, platform, steps }) => {
        const own = base.kind === 'image' ? [{ name: base.name, platform, piece: stage.base }] : [];
        const named = steps.flatMap((step) => findReferences(step, stages, stage.index, escapeMark, faults));
        return [...own, ...named.map(({ name, piece }) => ({ name, platform: target, piece }))];
    });
}
function findReferences({ instruction }, stages, own, escapeMark, faults) {
    const copied = instruction.keyword === 'COPY' ? flagsNamed(instruction, 'from').filter(({ text }) => text !== '') : [];
    const mounted = readMounts(instruction, faults).flatMap(({ from }) => (from === undefined || from.text === '' ? [] : [from]));
    return [...copied, ...mounted].flatMap((piece) => {
        const say = (message, cure) => {
            faults.push({ code: 'E_CHAIN_FROM', message, cure, at: pieces_startOf(piece) });
            return [];
        };
        const plain = expandWord(piece.text, () => undefined, { escapeMark });
        if (!plain.ok || plain.value !== piece.text || /\$./.test(piece.text)) {
            return say(`from=${piece.text} is not expanded by engines`, 'Name a stage, and write FROM with the variable for it');
        }
        const index = /^[+-]?\d+$/.test(piece.text) && copied.includes(piece) ? Number(piece.text) : undefined;
        if (index !== undefined && index >= 0 && index < own)
            return [];
        if (index !== undefined)
            return say(`there is no stage ${piece.text} before this one`, 'Count the FROMs from 0, or better write the name of a stage');
        const known = stages.findLast(({ stage }) => stage.name === piece.text.toLowerCase());
        if (known !== undefined && known.stage.index >= own)
            return say(`the stage ${piece.text} is not finished yet at this line`, 'Move it before this stage');
        if (known !== undefined || piece.text === 'scratch')
            return [];
        const image = normaliseImage(piece.text);
        return image.ok ? [{ name: image.value, piece }] : say(image.error, 'Write the name of a stage, or an image such as ghcr.io/owner/name:tag');
    });
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/checks.js



const copyFlags = { chown: 'text', chmod: 'text', link: 'switch', exclude: 'list' };
/** The flags of each instruction in BuildKit v0.34.2 (frontend/dockerfile/instructions). A flag that nobody knows may read files. */
const flagKinds = {
    ADD: { ...copyFlags, checksum: 'text', 'keep-git-dir': 'switch', unpack: 'switch' },
    COPY: { ...copyFlags, from: 'text', parents: 'switch' },
    FROM: { platform: 'text' },
    HEALTHCHECK: { interval: 'text', timeout: 'text', 'start-period': 'text', 'start-interval': 'text', retries: 'text' },
    RUN: { mount: 'list', network: 'text', security: 'text', device: 'list' },
};
/** How many words an instruction takes: at least, and at most. */
const counts = {
    ADD: [2, Number.POSITIVE_INFINITY, 'a source and a destination'],
    ARG: [1, Number.POSITIVE_INFINITY, 'a name'],
    COPY: [2, Number.POSITIVE_INFINITY, 'a source and a destination'],
    ENV: [1, Number.POSITIVE_INFINITY, 'NAME=value'],
    EXPOSE: [1, Number.POSITIVE_INFINITY, 'a port'],
    HEALTHCHECK: [1, Number.POSITIVE_INFINITY, 'CMD or NONE'],
    LABEL: [1, Number.POSITIVE_INFINITY, 'NAME=value'],
    MAINTAINER: [1, 1, 'a name'],
    SHELL: [1, Number.POSITIVE_INFINITY, 'a JSON array of strings'],
    STOPSIGNAL: [1, 1, 'a signal'],
    USER: [1, 1, 'a user'],
    VOLUME: [1, Number.POSITIVE_INFINITY, 'a path'],
    WORKDIR: [1, 1, 'a path'],
};
/** What is wrong with an instruction in itself (BuildKit, instructions.ParseInstruction). */
function checkInstruction(instruction) {
    const { keyword, at, trigger } = instruction;
    const say = (code, message, cure) => [{ code, message, cure, at }];
    if (!keywords.includes(keyword))
        return say('E_CHAIN_INSTRUCTION', `${keyword || 'a line without a word'} is no instruction`, nearest(keyword));
    const faults = [...checkFlags(instruction), ...checkCount(instruction), ...checkNames(instruction)];
    if (keyword !== 'ONBUILD')
        return faults;
    if (trigger === undefined)
        return say('E_CHAIN_ONBUILD', 'ONBUILD has no instruction', 'Write one behind it, such as ONBUILD RUN make');
    const forbidden = ['ONBUILD', 'MAINTAINER', 'FROM'].includes(trigger.keyword);
    if (forbidden)
        return say('E_CHAIN_ONBUILD', `ONBUILD cannot hold ${trigger.keyword}`, `Remove it, or write ${trigger.keyword} alone`);
    return [...faults, ...checkInstruction(trigger)];
}
function nearest(keyword) {
    const close = keywords.find((known) => distance(known, keyword) <= 2);
    return close === undefined ? `Use one of ${keywords.join(', ')}` : `Write ${close}`;
}
/** Levenshtein's distance. */
function distance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (const [i, letter] of Array.from(a).entries()) {
        const next = [i + 1];
        for (let j = 0; j < b.length; j++) {
            next.push(Math.min((row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1, (row[j] ?? 0) + (b[j] === letter ? 0 : 1)));
        }
        row = next;
    }
    return row.at(-1) ?? 0;
}
function checkFlags({ keyword, flags }) {
    const kinds = flagKinds[keyword] ?? {};
    const seen = new Set();
    return flags.flatMap((flag) => {
        const { name, value } = splitFlag(flag);
        const kind = kinds[name];
        const say = (message, cure) => [{ code: 'E_CHAIN_FLAG', message, cure, at: pieces_startOf(flag) }];
        if (kind === undefined) {
            const known = Object.keys(kinds).map((each) => `--${each}`);
            return say(`${keyword} knows no flag --${name}`, known.length === 0 ? 'Remove it' : `Use one of ${known.join(', ')}`);
        }
        if (seen.has(name) && kind !== 'list')
            return say(`--${name} is there already`, 'Keep one of the two');
        seen.add(name);
        if (kind === 'switch')
            return /^(true|false)?$/i.test(value?.text ?? '') && value?.text !== '' ? [] : say(`--${name} is true or false`, `Write --${name}`);
        return value === undefined ? say(`--${name} has no value`, `Write --${name}=…`) : [];
    });
}
function checkCount({ keyword, words, at, json }) {
    const say = (code, message, cure) => [{ code, message, cure, at }];
    if (keyword === 'FROM') {
        const fits = words.length === 1 || (words.length === 3 && words[1]?.text.toLowerCase() === 'as');
        return fits ? [] : say('E_CHAIN_ARGUMENTS', 'FROM takes one image, and perhaps a name', 'Write FROM image, or FROM image AS name');
    }
    if (keyword === 'SHELL' && !json && words.length > 0)
        return say('E_CHAIN_JSON', 'SHELL is no JSON array', 'Write SHELL ["/bin/sh", "-c"]');
    if (keyword === 'HEALTHCHECK' && words.length > 0) {
        const kind = words[0]?.text.toUpperCase();
        const fits = kind === 'NONE' ? words.length === 1 : kind === 'CMD' && words.length > 1;
        return fits ? [] : say('E_CHAIN_ARGUMENTS', `HEALTHCHECK ${words[0]?.text} is none`, 'Write HEALTHCHECK CMD and a command, or HEALTHCHECK NONE');
    }
    const [least, most, what] = counts[keyword] ?? [0, Number.POSITIVE_INFINITY, ''];
    if (words.length >= least && words.length <= most)
        return [];
    return say('E_CHAIN_ARGUMENTS', `${keyword} needs ${what}`, `Write ${keyword} and ${what} on one line`);
}
function checkNames({ keyword, words, at }) {
    const say = (code, message, cure, place = at) => [{ code, message, cure, at: place }];
    const last = words.at(-1);
    if (keyword === 'FROM' && words.length === 3 && last !== undefined && !/^[a-z][a-z0-9-_.]*$/i.test(last.text)) {
        return say('E_CHAIN_STAGE_NAME', `"${last.text}" is no name of a stage`, 'Begin with a letter, and use letters, digits, "-", "_" and "."', pieces_startOf(last));
    }
    if ((keyword === 'COPY' || keyword === 'ADD') && words.length > 1 && last !== undefined && isHeredoc(last.text)) {
        return say('E_CHAIN_HEREDOC', `the destination of ${keyword} is a heredoc`, 'Write the path to copy to at the end', pieces_startOf(last));
    }
    const names = keyword === 'ARG' ? words : keyword === 'ENV' || keyword === 'LABEL' ? words.filter((_, index) => index % 3 === 0) : [];
    return names.flatMap((name) => {
        const blank = name.text === '' || name.text.startsWith('=');
        return blank ? say('E_CHAIN_ARG_NAME', `${keyword} has a value without a name`, `Write ${keyword} NAME=value`, pieces_startOf(name)) : [];
    });
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/line-reader.js

const directive = /^#[\t\n\f\r ]*(syntax|escape|check)[\t\n\f\r ]*=[\t\n\f\r ]*(.+?)[\t\n\f\r ]*$/i;
function createLineReader(source, faults) {
    const lines = createLines(source);
    const directives = createDirectives(faults);
    const join = (first) => {
        let joined = first;
        for (let line = lines.take(); line !== undefined; line = lines.take()) {
            if (isComment(line) || trimStart(line).text === '')
                continue;
            const { text, open } = cutContinuation(line, directives.escapeMark());
            joined = joinPieces(joined, text);
            if (!open)
                break;
        }
        return joined;
    };
    const next = () => {
        for (let line = lines.take(); line !== undefined; line = lines.take()) {
            const begun = trimStart(line);
            directives.read(begun);
            if (isComment(begun) || begun.text === '')
                continue;
            const { text, open } = cutContinuation(begun, directives.escapeMark());
            return open ? join(text) : text;
        }
        return undefined;
    };
    const heredoc = (name, chomp) => {
        const content = [];
        for (let line = lines.takeRaw(); line !== undefined; line = lines.takeRaw()) {
            const text = line.text.replace(/[\r\n]+$/, '');
            if ((chomp ? text.replace(/^\t+/, '') : text) === name)
                return { content: content.join(''), closed: true };
            content.push(line.text);
        }
        return { content: content.join(''), closed: false };
    };
    return { next, heredoc, escapeMark: directives.escapeMark, syntax: directives.syntax };
}
/** Line by line: as they are, or without what ends them. */
function createLines(source) {
    let cursor = source.startsWith('\uFEFF') ? 1 : 0;
    const takeRaw = () => {
        if (cursor >= source.length)
            return undefined;
        const newline = source.indexOf('\n', cursor);
        const start = cursor;
        cursor = newline === -1 ? source.length : newline + 1;
        return pieceOf(source, start, cursor);
    };
    const take = () => {
        const raw = takeRaw();
        return raw === undefined ? undefined : slicePiece(raw, 0, raw.text.replace(/[\r\n]+$/, '').length);
    };
    return { take, takeRaw };
}
/** Directives stand before everything else, even before other comments. */
function createDirectives(faults) {
    let escapeMark = '\\';
    let syntax;
    let seen = new Set();
    const read = (line) => {
        if (seen === undefined)
            return;
        const [, key = '', value = ''] = directive.exec(line.text) ?? [];
        const name = key.toLowerCase();
        if (name === '')
            seen = undefined;
        else if (seen.has(name))
            faults.push(directiveFault(line, `the directive ${name} is there already`, 'Keep one of the two'));
        else {
            seen.add(name);
            const at = line.text.lastIndexOf(value);
            if (name === 'syntax')
                syntax = slicePiece(line, at, at + value.length);
            if (name === 'escape' && (value === '\\' || value === '`'))
                escapeMark = value;
            else if (name === 'escape')
                faults.push(directiveFault(line, `"${value}" cannot escape`, 'Write # escape=\\ or # escape=`'));
        }
    };
    return { read, escapeMark: () => escapeMark, syntax: () => syntax };
}
function directiveFault(line, message, cure) {
    return { code: 'E_CHAIN_DIRECTIVE', message, cure, at: pieces_startOf(line) };
}
function isComment(line) {
    return trimStart(line).text.startsWith('#');
}
/** An escape character at the end continues the line, unless another one stands before it. */
function cutContinuation(line, escapeMark) {
    const trimmed = line.text.replace(/[ \t]+$/, '');
    if (!trimmed.endsWith(escapeMark) || trimmed.at(-2) === escapeMark)
        return { text: line, open: false };
    return { text: slicePiece(line, 0, trimmed.length - 1), open: true };
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile.js




/**
 * Reads a Containerfile as BuildKit v0.34.2 does: directives, comments, continuation lines, flags, the JSON form, heredocs, stages.
 * @param file its name in messages
 * @returns what it says, or every problem with its line and column
 */
function readContainerfile(text, file) {
    const faults = [];
    const { instructions, escapeMark, syntax } = readInstructions(text, faults);
    const first = instructions.findIndex(({ keyword }) => keyword === 'FROM');
    const before = first === -1 ? instructions : instructions.slice(0, first);
    faults.push(...checkBeginning(before, first === -1, text, file));
    if (faults.length > 0)
        return { ok: false, error: faults.sort((a, b) => a.at - b.at).map((fault) => problemAt(text, file, fault)) };
    const named = syntax === undefined ? undefined : { image: syntax.text.split(' ')[0] ?? '', line: containerfile_placeOf(text, syntax.offsets[0] ?? 0).line };
    return (0,build.ok)({ file, text, escapeMark, syntax: named, args: before, stages: cutStages(instructions.slice(first)) });
}
/** The instructions of a text, whatever else is wrong with it. */
function readInstructions(text, faults) {
    const reader = createLineReader(text, faults);
    const instructions = [];
    for (let line = reader.next(); line !== undefined; line = reader.next()) {
        const found = [];
        const instruction = parseInstruction(line, reader.escapeMark(), found);
        const heredocs = instruction.heredocs.map((heredoc) => {
            const { content, closed } = reader.heredoc(heredoc.name, heredoc.chomp);
            const message = `the heredoc ${heredoc.name} is not closed`;
            const cure = `Write ${heredoc.name} alone on the line behind its end`;
            if (!closed)
                found.push({ code: 'E_CHAIN_HEREDOC', message, cure, at: instruction.at });
            return { ...heredoc, content };
        });
        // What cannot be read at all is said once, and not again for what is missing in consequence.
        faults.push(...(found.length > 0 ? found : checkInstruction(instruction)));
        instructions.push({ ...instruction, heredocs });
    }
    return { instructions, escapeMark: reader.escapeMark(), syntax: reader.syntax() };
}
function checkBeginning(before, without, text, file) {
    const nul = text.indexOf('\0');
    const early = before.find(({ keyword }) => keyword !== 'ARG');
    const empty = without && early === undefined;
    const start = 'Begin with FROM and a base image, such as FROM debian:12';
    return [
        ...(nul === -1 ? [] : [{ code: 'E_CHAIN_CONTROL', message: 'holds a NUL, which is no text', cure: 'Save the file as UTF-8 text', at: nul }]),
        ...(early === undefined ? [] : [{ code: 'E_CHAIN_NO_FROM', message: `${early.keyword} stands before the first FROM`, cure: start, at: early.at }]),
        ...(empty ? [{ code: 'E_CHAIN_NO_FROM', message: 'has no FROM', cure: start, at: 0 }] : []),
        // buildah and podman hand such a file to the C preprocessor, which includes files that no COPY names.
        ...(file.endsWith('.in')
            ? [{ code: 'E_CHAIN_PREPROCESSED', message: 'would be preprocessed by buildah because of its name', cure: 'Give it a name without .in', at: 0 }]
            : []),
    ];
}
function cutStages(instructions) {
    const starts = instructions.flatMap(({ keyword }, index) => (keyword === 'FROM' ? [index] : []));
    return starts.flatMap((start, index) => {
        const from = instructions[start];
        const base = from?.words[0];
        if (from === undefined || base === undefined)
            return [];
        const name = from.words[2]?.text.toLowerCase() ?? '';
        return [{ index, name, from, base, platform: flagsNamed(from, 'platform')[0], instructions: instructions.slice(start + 1, starts[index + 1]) }];
    });
}
/** Line and column of an offset, from 1. */
function containerfile_placeOf(text, offset) {
    const before = text.slice(0, offset);
    const start = before.lastIndexOf('\n') + 1;
    const mark = start === 0 && text.startsWith('\uFEFF') && offset > 0 ? 1 : 0;
    return { line: before.split('\n').length, column: offset - start - mark + 1 };
}
function problemAt(text, file, { code, message, cure, at }) {
    return { code, message, cure, at: { file, ...containerfile_placeOf(text, at) } };
}

;// CONCATENATED MODULE: ./packages/chain/build/base-images.js





/**
 * The images of registries that a Containerfile names, for any of the platforms, in all stages: of FROM, COPY --from, RUN --mount=from.
 * `scratch` and stages are none.
 * @param values the build arguments
 * @returns the images by name, or the problems of names that cannot be known before the build
 */
function baseImages(file, values, platforms) {
    const faults = [];
    const uses = platforms.flatMap((target) => usesOf(file, values, target, undefined, faults));
    if (faults.length > 0)
        return { ok: false, error: problemsOf(file, faults) };
    const lines = new Map();
    for (const { name, piece } of uses)
        lines.set(name, Math.min(lines.get(name) ?? Number.POSITIVE_INFINITY, containerfile_placeOf(file.text, pieces_startOf(piece)).line));
    return (0,build.ok)([...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, line]) => ({ name, line })));
}
/** The image that the last stage begins with, also through other stages; undefined for `scratch`. It is what the image that comes out is based on. */
function finalBase(file, values, target) {
    const stages = evaluate(file, { values, target, dialect: 'buildkit' }, []);
    let base = stages.at(-1)?.base;
    while (base?.kind === 'stage')
        base = stages[base.index]?.base;
    return base?.kind === 'image' ? base.name : undefined;
}
/**
 * The Containerfile with each image that `baseImages` names replaced by what `pins` says of it; every other byte stays.
 * @param target the platform that is built for
 * @param host the machine that builds, which BUILDPLATFORM names
 * @param pins what stands for an image of one platform, such as `docker.io/library/debian@sha256:…`
 */
function pinContainerfile(file, values, target, host, pins) {
    const faults = [];
    const uses = new Map(usesOf(file, values, target, host, faults).map((use) => [pieces_startOf(use.piece), use]));
    if (faults.length > 0)
        throw new build/* Defect */.kl(`a Containerfile is pinned that has no base images: ${problemsOf(file, faults).map(build/* renderProblem */.yM).join('; ')}`);
    let pinned = '';
    let done = 0;
    for (const [start, { name, platform, piece }] of [...uses].sort(([a], [b]) => a - b)) {
        pinned += file.text.slice(done, start) + pins(name, platform ?? target);
        done = piece.end;
    }
    return pinned + file.text.slice(done);
}
function usesOf(file, values, target, host, faults) {
    const stages = evaluate(file, { values, target, host, dialect: 'buildkit' }, faults);
    return findImageUses(stages, target, file.escapeMark, faults);
}
/** Each fault once, in the file's order. */
function problemsOf(file, faults) {
    const once = new Map(faults.map((fault) => [`${fault.at} ${fault.code} ${fault.message}`, fault]));
    return [...once.values()].sort((a, b) => a.at - b.at).map((fault) => problemAt(file.text, file.file, fault));
}

;// CONCATENATED MODULE: ./packages/chain/build/builder-key.js


/** Changes whenever the same inputs would have to give another key, or the document another shape. */
const builderKeyFormat = 'slipway-builder-key/2';
/** What Docker predefines and keeps out of its own cache as well (Dockerfile reference, "Predefined ARGs"): how to get there, not what is there. */
const proxy = /^(?:https?|ftp|no|all)_proxy$/i;
/**
 * The key of a builder image: the beginning of the sha256 of its inputs document, so that whoever has the document can check the key.
 * @returns a tag of 40 hexadecimal digits: the key is the image's content tag in the registry
 */
function builderKey(inputs) {
    return (0,external_node_crypto_.createHash)('sha256').update(renderBuilderInputs(inputs)).digest('hex').slice(0, 40);
}
/**
 * The inputs as one canonical JSON text, the same for the same inputs on every machine and in every locale: names in a fixed order, lists
 * sorted by UTF-16 code units (as RFC 8785 sorts), one file a line, a line break at the end.
 */
function renderBuilderInputs(inputs) {
    const { files, ...rest } = normaliseInputs(inputs);
    const head = JSON.stringify(rest).slice(0, -1);
    return `${head},"files":[${files.map((entry) => `\n${JSON.stringify(entry)}`).join(',')}]}\n`;
}
/** The same inputs in the one order that they are written in, without what must not count and without members that are not theirs. */
function normaliseInputs(inputs) {
    const { path, digest } = inputs.containerfile;
    const files = inputs.files.map(({ path, kind, executable, content }) => ({ path, kind, executable, content })).sort((a, b) => compare(a.path, b.path));
    const twice = files.find((entry, index) => entry.path === files[index - 1]?.path);
    if (twice !== undefined)
        throw new build/* Defect */.kl(`the inputs of a builder key hold ${twice.path} twice`);
    return {
        format: inputs.format,
        containerfile: { path, digest },
        platforms: [...new Set(inputs.platforms)].sort(compare),
        arguments: sortRecord(Object.entries(inputs.arguments).filter(([name]) => !proxy.test(name))),
        bases: sortRecord(Object.entries(inputs.bases)),
        files,
    };
}
function sortRecord(entries) {
    return Object.fromEntries([...entries].sort(([a], [b]) => compare(a, b)));
}
/** Never localeCompare: it asks the machine. */
function compare(a, b) {
    return a < b ? -1 : a > b ? 1 : 0;
}

;// CONCATENATED MODULE: ./packages/chain/build/builder-inputs.js


/** A document that does not fit; caught in the same file, so that a deep member can say so. */
class Misfit extends Error {
}
/**
 * Reads an inputs document that came with an image. It comes from a registry, so nothing about it is believed.
 * Problems: E_CHAIN_INPUTS where it is none, E_CHAIN_INPUTS_FORMAT where another version of Slipway wrote it in a way that this one cannot read.
 */
function parseBuilderInputs(text) {
    let format;
    try {
        const document = objectOf(JSON.parse(text), 'the document');
        format = document.format;
        return (0,build.ok)(normaliseInputs(readInputs(document)));
    }
    catch (error) {
        if (!(error instanceof Misfit || error instanceof SyntaxError))
            throw error;
        const cure = 'Build the image anew; its explanation begins there';
        if (typeof format === 'string' && isFormat(format) && format !== builderKeyFormat)
            return { ok: false, error: { code: 'E_CHAIN_INPUTS_FORMAT', message: `the inputs are of the format ${format}, not ${builderKeyFormat}`, cure } };
        return { ok: false, error: { code: 'E_CHAIN_INPUTS', message: `the inputs of the image cannot be read: ${error.message}`, cure } };
    }
}
function readInputs(document) {
    const containerfile = objectOf(document.containerfile, 'containerfile');
    const files = builder_inputs_listOf(document.files, 'files').map(builder_inputs_readEntry);
    if (new Set(files.map(({ path }) => path)).size !== files.length)
        throw new Misfit('files names a path twice');
    const format = builder_inputs_textOf(document.format, 'format');
    if (!isFormat(format))
        throw new Misfit('format is no format of a builder key');
    return {
        format,
        containerfile: { path: builder_inputs_textOf(containerfile.path, 'containerfile.path'), digest: builder_inputs_digestOf(containerfile.digest, 'containerfile.digest') },
        files,
        arguments: readRecord(document.arguments, 'arguments', builder_inputs_textOf),
        bases: readRecord(document.bases, 'bases', builder_inputs_digestOf),
        platforms: builder_inputs_listOf(document.platforms, 'platforms').map(builder_inputs_readPlatform),
    };
}
function isFormat(text) {
    return /^slipway-builder-key\/[1-9][0-9]{0,5}$/.test(text);
}
function builder_inputs_readEntry(value, index) {
    const name = `files[${index}]`;
    const entry = objectOf(value, name);
    const path = builder_inputs_textOf(entry.path, `${name}.path`);
    const { kind, executable } = entry;
    if (kind !== 'file' && kind !== 'link' && kind !== 'directory')
        throw new Misfit(`${name}.kind is neither file nor link nor directory`);
    if (typeof executable !== 'boolean')
        throw new Misfit(`${name}.executable is neither true nor false`);
    return { path, kind, executable, content: (kind === 'file' ? builder_inputs_digestOf : builder_inputs_textOf)(entry.content, `${name}.content`) };
}
function builder_inputs_readPlatform(value, index) {
    const platform = (0,build/* parsePlatform */.FL)(builder_inputs_textOf(value, `platforms[${index}]`));
    if (!platform.ok)
        throw new Misfit(platform.error.message);
    return platform.value;
}
function readRecord(value, name, read) {
    return Object.fromEntries(Object.entries(objectOf(value, name)).map(([key, each]) => [key, read(each, `${name}.${key}`)]));
}
function objectOf(value, name) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        throw new Misfit(`${name} is no object`);
    return value;
}
function builder_inputs_listOf(value, name) {
    if (!Array.isArray(value))
        throw new Misfit(`${name} is no list`);
    return value;
}
function builder_inputs_textOf(value, name) {
    if (typeof value !== 'string')
        throw new Misfit(`${name} is no text`);
    return value;
}
function builder_inputs_digestOf(value, name) {
    const text = builder_inputs_textOf(value, name);
    if (!(0,build/* isDigest */.Bc)(text))
        throw new Misfit(`${name} is no digest`);
    return text;
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/context-reads.js





/** The reads of all stages, and warnings about downloads that nothing pins. */
function findContextReads(stages, escapeMark, faults, warnings) {
    return stages.flatMap(({ steps }) => steps.flatMap((step) => readStep(step, escapeMark, faults, warnings)));
}
function readStep(step, escapeMark, faults, warnings) {
    const { instruction } = step;
    if (instruction.keyword === 'RUN')
        return readBinds(step, escapeMark, faults);
    const copies = instruction.keyword === 'ADD' || (instruction.keyword === 'COPY' && flagsNamed(instruction, 'from').every(({ text }) => text === ''));
    if (!copies)
        return [];
    const files = instruction.words.slice(0, -1).filter(({ text }) => !isHeredoc(text));
    const expanded = files.map((piece) => ({ text: context_reads_expandIn(step, piece, escapeMark, faults), at: pieces_startOf(piece) }));
    const sources = expanded.filter(({ text, at }) => !isRemote(text, instruction, at, faults, warnings));
    if (sources.length === 0)
        return [];
    const reading = isSwitchedOn(instruction, 'parents') ? 'parents' : 'copy';
    const excludes = flagsNamed(instruction, 'exclude').map(({ text }) => text);
    const more = sources.length < instruction.words.length - 1 || (instruction.keyword === 'ADD' && sources.some(({ text }) => text.startsWith(unknown)));
    return [{ keyword: instruction.keyword, at: instruction.at, reading, sources, excludes, more }];
}
/** A mount without `from` binds the context itself, all of it where no source is written. */
function readBinds(step, escapeMark, faults) {
    const { keyword } = step.instruction;
    return readMounts(step.instruction, faults).flatMap(({ type, from, source, at }) => {
        const kind = type === undefined ? 'bind' : context_reads_expandIn(step, type, escapeMark, faults).toLowerCase();
        if ((kind !== 'bind' && !kind.includes(unknown)) || (from !== undefined && from.text !== ''))
            return [];
        const text = source === undefined ? '' : context_reads_expandIn(step, source, escapeMark, faults);
        return [{ keyword: `${keyword} --mount`, at, reading: 'mount', sources: [{ text, at }], excludes: [], more: false }];
    });
}
function context_reads_expandIn({ lookup }, piece, escapeMark, faults) {
    const result = expandWord(piece.text, lookup, { escapeMark });
    if (result.ok)
        return result.value;
    const cure = 'Write it as the Dockerfile reference shows under "Environment replacement"';
    faults.push({ code: 'E_CHAIN_SUBSTITUTION', message: `"${piece.text}" cannot be expanded: ${result.error}`, cure, at: pieces_startOf(piece) });
    return unknown;
}
/** Addresses of files and of repositories of git (BuildKit v0.34.2, dfgitutil.ParseGitRef). */
function isRemote(text, instruction, at, faults, warnings) {
    const git = /^(?:ssh|git):\/\//i.test(text) || /^[\w-]+@[\w.-]+:/.test(text);
    if (!git && !/^https?:\/\//.test(text))
        return false;
    if (instruction.keyword === 'COPY') {
        faults.push({ code: 'E_CHAIN_COPY_URL', message: `COPY cannot copy from ${text}`, cure: 'Write ADD, with --checksum', at });
        return true;
    }
    const pinned = flagsNamed(instruction, 'checksum').length > 0 || /#[0-9a-f]{40}(?:[0-9a-f]{24})?(?::|$)/.test(text) || /[?&](?:checksum|commit)=/.test(text);
    if (!pinned) {
        const message = `what is behind ${text.replaceAll(unknown, '…')} may change, and the key would not`;
        const cure = git || /\.git(?:[#?]|$)/.test(text) ? 'Name a full commit behind "#"' : 'Write --checksum=sha256:…';
        warnings.push({ code: 'E_CHAIN_ADD_UNPINNED', message, cure, at });
    }
    return true;
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/path-match.js


/** A source as engines clean it: within the context, without slashes at its ends; empty for the context itself. */
function cleanSource(text) {
    // What a ".." takes away cannot be told where a part is unknown.
    if (text.includes(unknown) && text.split('/').includes('..'))
        return unknown;
    return external_node_path_.posix.normalize(`/${text}`).replace(/^\/+|\/+$/g, '');
}
/** A test of one name by one segment of a pattern of Go's filepath.Match; undefined where Go calls the pattern malformed. */
function compileSegment(segment) {
    const source = sourceOf(segment);
    if (source === undefined)
        return undefined;
    try {
        const expression = new RegExp(`^${source}$`, 'u');
        return (name) => expression.test(name);
    }
    catch {
        // A range that runs backwards matches nothing in Go.
        return () => false;
    }
}
function sourceOf(segment) {
    const parts = [];
    const term = /\*|\?|\[(?:(\^)|(?!\^))((?:(?:\\[\s\S]|[^\\\]-])(?:-(?:\\[\s\S]|[^\\\]-]))?)+)\]|\\([\s\S])|([^\\[])/uy;
    while (term.lastIndex < segment.length) {
        const match = term.exec(segment);
        if (match === null)
            return undefined;
        const [found, negated = '', members, escaped, plain] = match;
        if (found === '*' || found === '?')
            parts.push(found === '*' ? '[^/]*' : '[^/]');
        else if (members === undefined)
            parts.push(path_match_codeOf(escaped ?? plain ?? ''));
        else
            parts.push(`[${negated}${members.replace(/\\([\s\S])|-|[\s\S]/gu, (each, one) => (each === '-' ? '-' : path_match_codeOf(one ?? each)))}]`);
    }
    return parts.join('');
}
function path_match_codeOf(character) {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
function hasWildcard(text) {
    return /^(?:[^\\*?[]|\\[\s\S]?)*[*?[]/u.test(text);
}
/**
 * A test of whole paths for a cleaned source of which a part is unknown: there any text may stand, with slashes too. Wider than any value,
 * but for one that climbs out of the folder that is written before it.
 */
function compileOpenPath(source) {
    const once = source.replace(new RegExp(`${unknown}(?:/?${unknown})+`, 'g'), unknown);
    const segments = once.split('/').map((segment) => segment
        .split(unknown)
        .map((part) => sourceOf(part) ?? '[^]*')
        .join('[^]*'));
    // Next to a slash the unknown text may be empty, or bring a slash of its own.
    const whole = `/${segments.join('/')}`.replaceAll('/[^]*/', '/(?:[^]*/)?').replace(/\/\[\^\]\*$/, '(?:/[^]*)?');
    const expression = new RegExp(`^${whole}$`, 'u');
    return (path) => expression.test(`/${path}`) || expression.test(`/${path}/`);
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/context-tree.js


const context_tree_mostLinks = 40;
function createContextTree(listing, ignore) {
    const nodes = indexNodes(listing);
    const children = (path) => nodes.get(path)?.children ?? [];
    const isFolder = (path) => nodes.get(path)?.kind === 'directory';
    // A folder that is excluded is there for the sake of what an exception takes in again below it.
    const isSeen = (path) => path === '' || !ignore.excluded(path) || (isFolder(path) && children(path).some(isSeen));
    const follow = createFollower(nodes, isSeen);
    const globFrom = (way, tests) => {
        const [first, ...rest] = tests;
        if (first === undefined)
            return [way];
        const matches = children(way.path).filter((child) => first(external_node_path_.posix.basename(child)) && isSeen(child));
        return matches.flatMap((child) => {
            const next = follow(way.path, [external_node_path_.posix.basename(child)], way.links);
            if ('failed' in next)
                return rest.length === 0 ? [next] : [];
            return rest.length === 0 || isFolder(next.path) ? globFrom(next, rest) : [];
        });
    };
    const below = (path) => [...(path !== '' && !ignore.excluded(path) ? [path] : []), ...children(path).flatMap(below)];
    const namesFrom = (name, way, above) => children(way.path)
        .filter(isSeen)
        .flatMap((child) => {
        const own = external_node_path_.posix.join(name, external_node_path_.posix.basename(child));
        const next = follow(way.path, [external_node_path_.posix.basename(child)], way.links);
        const ends = 'failed' in next || !isFolder(next.path) || above.includes(next.path);
        return [{ name: own, way: next }, ...(ends ? [] : namesFrom(own, next, [...above, next.path]))];
    });
    return {
        follow: (path) => follow('', path.split('/'), []),
        glob: (pattern) => {
            const tests = pattern.split('/').map(compileSegment);
            return tests.every((test) => test !== undefined) ? globFrom({ path: '', links: [] }, tests) : undefined;
        },
        below,
        names: () => namesFrom('', { path: '', links: [] }, ['']),
    };
}
function createFollower(nodes, isSeen) {
    const follow = (from, segments, links) => {
        let at = from;
        for (const [index, segment] of segments.entries()) {
            if (segment === '' || segment === '.')
                continue;
            if (segment === '..') {
                if (at === '')
                    return { failed: 'outside', at: links.at(-1) ?? at };
                at = parentOf(at);
                continue;
            }
            const next = at === '' ? segment : `${at}/${segment}`;
            const node = nodes.get(next);
            if (node === undefined)
                return { failed: 'missing', at: next, link: links.at(-1) };
            if (!isSeen(next))
                return { failed: 'ignored', at: next, link: links.at(-1) };
            if (node.kind === 'link') {
                if (links.length === context_tree_mostLinks)
                    return { failed: 'loop', at: next };
                const target = node.target ?? '';
                return follow(target.startsWith('/') ? '' : at, [...target.split('/'), ...segments.slice(index + 1)], [...links, next]);
            }
            at = next;
        }
        return { path: at, links };
    };
    return follow;
}
function parentOf(path) {
    const slash = path.lastIndexOf('/');
    return slash === -1 ? '' : path.slice(0, slash);
}
/** Folders that are not listed themselves are there because of what is in them. */
function indexNodes(listing) {
    const nodes = new Map([['', { kind: 'directory', children: [] }]]);
    const folderAt = (path) => {
        const known = nodes.get(path);
        if (known !== undefined)
            return known;
        const folder = { kind: 'directory', children: [] };
        nodes.set(path, folder);
        folderAt(parentOf(path)).children.push(path);
        return folder;
    };
    for (const { path, kind, target } of listing) {
        if (kind === 'directory')
            folderAt(path);
        else {
            nodes.set(path, { kind, target, children: [] });
            folderAt(parentOf(path)).children.push(path);
        }
    }
    return nodes;
}

;// CONCATENATED MODULE: ./packages/chain/build/ignore-pattern.js

/** The terms of Go's filepath.Match: `**` (moby's own), `*`, `?`, a class, a character behind a backslash, any other character. */
const term = /\*\*\/?|[*?]|\[(?:\^|(?!\^))(?:(?:\\.|[^\\\]-])(?:-(?:\\.|[^\\\]-]))?)+\]|\\.|[^\\[]/suy;
/**
 * Makes a test of a cleaned pattern as Pattern.compile of github.com/moby/patternmatcher v0.6.1 does: of a plain path, a prefix, a suffix, or
 * an expression. What moby hands on to Go's regexp, where it means something that nobody wrote (`\d`, `[*]`, `^`), is refused.
 */
function compileIgnorePattern(pattern) {
    const [, plain] = /^([^*?[\]\\]*)$/.exec(pattern) ?? [];
    if (plain !== undefined)
        return (0,build.ok)((path) => path === plain);
    // "**" at one end alone: moby compares texts, so that "**x" matches "ax" as well.
    const [, suffix] = /^\*\*([^*?[\]\\]*)$/.exec(pattern) ?? [];
    if (suffix !== undefined)
        return (0,build.ok)((path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1)));
    const [, prefix] = /^([^*?[\]\\]+)\*\*$/.exec(pattern) ?? [];
    if (prefix !== undefined)
        return (0,build.ok)((path) => path.startsWith(prefix));
    return compileExpression(pattern);
}
function compileExpression(pattern) {
    const parts = [];
    for (let at = 0; at < pattern.length; at = term.lastIndex) {
        term.lastIndex = at;
        const found = term.exec(pattern)?.[0];
        if (found === undefined)
            return (0,build/* err */._q)(faultAt(pattern.slice(at)));
        const part = translate(found, term.lastIndex === pattern.length);
        if (part === undefined)
            return (0,build/* err */._q)({ message: `holds ${found}, which engines read in ways of their own`, cure: 'Write the names out, or use * and ?' });
        parts.push(part);
    }
    try {
        const expression = new RegExp(`^${parts.join('')}$`, 'u');
        return (0,build.ok)((path) => expression.test(path));
    }
    catch {
        return (0,build/* err */._q)({ message: 'holds a range that runs backwards', cure: 'Begin the range with its lower character' });
    }
}
function faultAt(rest) {
    if (rest === '\\')
        return { message: 'ends with a backslash', cure: 'Remove it, or write the character that it should escape' };
    return { message: `has brackets that cannot be read, from ${rest} on`, cure: 'Write [abc], [a-c] or [^a], with a backslash before "]", "-" and "["' };
}
/** The term as a part of a regular expression; undefined where moby's translation is none. */
function translate(found, last) {
    if (found.startsWith('**'))
        return last ? '[^\\n]*' : '(?:[^\\n]*/)?';
    if (found === '*')
        return '[^/]*';
    if (found === '?')
        return '[^/]';
    if (!/^[\\[]/.test(found))
        return found === '^' ? undefined : literal(found);
    if (!found.startsWith('['))
        return literal(found);
    const negated = found.startsWith('[^');
    const members = found.slice(negated ? 2 : 1, -1).match(/\\.|./gsu) ?? [];
    const parts = members.map((member) => (member === '-' ? '-' : /^[*?[]$/.test(member) ? undefined : literal(member)));
    return parts.includes(undefined) ? undefined : `[${negated ? '^' : ''}${parts.join('')}]`;
}
/** One character, with or without a backslash. Go's regexp knows a backslash before punctuation only as an escape. */
function literal(character) {
    if (/^\\[^!-/:-@[-`{-~ ]/.test(character))
        return undefined;
    return `\\u{${(character.replace(/^\\(?=.)/su, '').codePointAt(0) ?? 0).toString(16)}}`;
}

;// CONCATENATED MODULE: ./packages/chain/build/ignore.js



/** A context without an ignore file. */
const noIgnore = { file: '', excluded: () => false };
/**
 * Where an ignore file may lie, the one that counts first; relative to the context, as the Containerfile's path is. BuildKit knows only the
 * names with "docker" (frontend/dockerui). buildah and podman know all four, and take them in this order (buildah, pkg/parse, ContainerIgnoreFile).
 */
function ignoreFiles(containerfile) {
    return [`${containerfile}.dockerignore`, `${containerfile}.containerignore`, '.containerignore', '.dockerignore'];
}
/** Go's strings.TrimSpace; JavaScript's trim has other blanks. */
const ignore_blanks = /^\p{White_Space}+|\p{White_Space}+$/gu;
/**
 * Reads a .dockerignore or .containerignore as BuildKit does: github.com/moby/patternmatcher v0.6.1 (ignorefile.ReadAll, New,
 * MatchesUsingParentResults), which BuildKit asks while it walks through the context.
 * @returns the rules, or E_CHAIN_IGNORE for every pattern that cannot be read, with its line and column
 */
function parseIgnore(text, file) {
    const patterns = [];
    const found = [];
    const lines = text.replace(/^\uFEFF/, '').split('\n');
    for (const [index, line] of lines.entries()) {
        // A "#" is a comment only where the line begins with it: " #x" names a file.
        const written = line.replace(ignore_blanks, '');
        if (line.startsWith('#') || written === '')
            continue;
        const pattern = parsePattern(written);
        if (pattern.ok)
            patterns.push(pattern.value);
        else {
            const at = { file, line: index + 1, column: line.indexOf(written) + 1 };
            found.push({ code: 'E_CHAIN_IGNORE', message: `the pattern ${written} ${pattern.error.message}`, cure: pattern.error.cure, at });
        }
    }
    return found.length === 0 ? (0,build.ok)({ file, excluded: createFilter(patterns) }) : { ok: false, error: found };
}
function parsePattern(written) {
    const mark = written.startsWith('!') ? '!' : '';
    const path = clean(written.slice(mark.length).replace(ignore_blanks, ''));
    // Trimmed and cleaned once more, mark and all, because moby's two functions do so one after the other: "a /" is "a".
    const cleaned = clean(`${mark}${path.length > 1 ? path.replace(/^\//, '') : path}`.replace(ignore_blanks, ''));
    const exception = cleaned.startsWith('!');
    const rest = cleaned.slice(exception ? 1 : 0);
    if (rest === '')
        return { ok: false, error: { message: 'excepts nothing', cure: 'Write what it excepts behind the "!"' } };
    const matches = compileIgnorePattern(rest);
    return matches.ok ? (0,build.ok)({ exception, matches: matches.value }) : matches;
}
/** Go's path.Clean. */
function clean(path) {
    return path === '' ? '' : external_node_path_.posix.normalize(path).replace(/(?<=.)\/$/, '');
}
/** What matched a folder counts as matching all that is in it; so folders are looked at once, and remembered. */
function createFilter(patterns) {
    if (patterns.length === 0)
        return noIgnore.excluded;
    const folders = new Map();
    const parentOf = (path) => {
        const folder = external_node_path_.posix.dirname(path);
        if (folder === '.')
            return undefined;
        const known = folders.get(folder) ?? ignore_look(patterns, folder, parentOf(folder));
        folders.set(folder, known);
        return known;
    };
    return (path) => ignore_look(patterns, path, parentOf(path)).excluded;
}
function ignore_look(patterns, path, parent) {
    let excluded = false;
    const matched = patterns.map(({ exception, matches }, index) => {
        const match = parent?.matched[index] === true || (exception === excluded && matches(path));
        if (match)
            excluded = !exception;
        return match;
    });
    return { excluded, matched };
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/plan-reads.js



/** The entries that a read leads to, folders among them; what it cannot find becomes faults. */
function planRead(read, tree, ignoreFile, faults) {
    const found = read.sources.map((source) => findSource(read, source, tree, ignoreFile, faults));
    const nothing = found.every((each) => each?.size === 0);
    if (nothing && !read.more && read.reading !== 'mount')
        faults.push(emptyFault(read, ignoreFile));
    return new Set(found.flatMap((each) => [...(each ?? [])]));
}
/** Sorted, and without the folders that are there anyway because of what is in them. */
function dropParents(paths) {
    const above = new Set();
    for (const path of paths) {
        for (let slash = path.lastIndexOf('/'); slash !== -1; slash = path.lastIndexOf('/', slash - 1))
            above.add(path.slice(0, slash));
    }
    return [...paths].filter((path) => !above.has(path)).sort();
}
function emptyFault({ keyword, at, sources }, ignoreFile) {
    const names = sources.map(({ text }) => text.replaceAll(unknown, '…') || '.').join(' ');
    const cure = `Add the files to the context${ignoreFile === '' ? '' : `, look into ${ignoreFile}`}, or correct the names`;
    return { code: 'E_CHAIN_COPY_NOTHING', message: `${keyword} ${names} finds nothing to copy`, cure, at };
}
function findSource(read, source, tree, ignoreFile, faults) {
    const say = (code, message, cure) => {
        faults.push({ code, message: `${read.keyword} ${source.text || '.'}: ${message}`, cure, at: source.at });
        return undefined;
    };
    const taken = (ways) => {
        const failed = ways.find((way) => 'failed' in way);
        if (failed !== undefined)
            return say(...plan_reads_explain(failed, ignoreFile));
        return new Set(ways.flatMap((way) => ('failed' in way ? [] : [...way.links, ...plan_reads_take(read, way.path, tree)])));
    };
    const cleaned = cleanSource(source.text);
    if (cleaned.includes(unknown)) {
        const matches = compileOpenPath(cleaned);
        const ways = tree.names().flatMap(({ name, way }) => (matches(name) && !('failed' in way) ? [way] : []));
        return taken(cleaned === unknown ? [...ways, tree.follow('')] : ways);
    }
    if (read.reading === 'parents')
        return findParents(read, source, tree, say, taken);
    if (read.reading === 'mount' || !/[*?[\\]/.test(cleaned))
        return taken([tree.follow(cleaned)]);
    const ways = tree.glob(cleaned);
    if (ways === undefined)
        return say('E_CHAIN_PATTERN', 'the pattern cannot be read', 'Close every "[", or write \\\\[ for the character itself');
    return ways.length === 0 && !hasWildcard(cleaned) ? taken([tree.follow(cleaned)]) : taken(ways);
}
/** An entry and what is below it, less what --exclude names relative to it. */
function plan_reads_take(read, path, tree) {
    const all = tree.below(path);
    if (read.excludes.length === 0)
        return all;
    const excluded = compilePatterns(read.excludes);
    return all.filter((each) => each === path || !excluded(relativeTo(path, each)));
}
/** Patterns in the language of ignore files (fsutil matches include and exclude patterns with the same library). */
function compilePatterns(patterns) {
    const rules = parseIgnore(patterns.map((pattern) => (pattern.startsWith('#') ? `./${pattern}` : pattern)).join('\n'), '');
    // A pattern that cannot be read narrows nothing.
    return rules.ok ? rules.value.excluded : () => false;
}
function relativeTo(folder, path) {
    return folder === '' ? path : path.slice(folder.length + 1);
}
/** COPY --parents: the part before "/./" is a source of its own, and the rest a pattern for what is below it. */
function findParents(read, { text }, tree, say, taken) {
    const pivot = text.indexOf('/./');
    const parent = cleanSource(pivot === -1 ? '' : text.slice(0, pivot));
    const pattern = cleanSource(pivot === -1 ? text : text.slice(pivot + 3));
    const ways = hasWildcard(parent) ? tree.glob(parent) : [tree.follow(parent)];
    if (ways === undefined)
        return say('E_CHAIN_PATTERN', 'the pattern cannot be read', 'Close every "["');
    if (pattern === '')
        return taken(ways);
    const included = compilePatterns([pattern]);
    const excluded = compilePatterns(read.excludes);
    const roots = taken(ways.map((way) => ('failed' in way ? way : { path: way.path, links: way.links })));
    if (roots === undefined)
        return undefined;
    const found = ways.flatMap((way) => {
        if ('failed' in way)
            return [];
        const matches = tree.below(way.path).filter((each) => each !== way.path && included(relativeTo(way.path, each)));
        return matches.length === 0 ? [] : [...way.links, ...matches.filter((each) => !excluded(relativeTo(way.path, each)))];
    });
    if (found.length > 0 || hasWildcard(text))
        return new Set(found);
    return say('E_CHAIN_COPY_MISSING', 'there is no such file in the context', 'Correct the path: --parents goes through no links');
}
function plan_reads_explain({ failed, at, link }, ignoreFile) {
    const named = link === undefined ? at : `${at}, which the link ${link} names,`;
    if (failed === 'loop')
        return ['E_CHAIN_LINK', `the link ${at} leads round in a circle`, 'Point the link at a file'];
    if (failed === 'outside')
        return ['E_CHAIN_LINK', `the link ${at} leads out of the context`, 'Copy the file into the context in place of the link'];
    if (failed === 'ignored')
        return ['E_CHAIN_COPY_IGNORED', `${named} is excluded by ${ignoreFile}`, `Except it there with a line !${at}, or copy something else`];
    if (link === undefined)
        return ['E_CHAIN_COPY_MISSING', `${at} is not in the context`, 'Add it to the context, or correct the path'];
    return ['E_CHAIN_LINK', `${named} is not in the context`, 'Copy the file into the context in place of the link'];
}

;// CONCATENATED MODULE: ./packages/chain/build/closure.js





/**
 * Everything of the context that COPY, ADD and RUN --mount can reach, through the ignore file: in all stages, for any of the platforms, by
 * the rules of BuildKit and by those of buildah. Where a variable is known to the build alone, whatever its value could name; never less.
 * @param values the build arguments
 * @param listing the context, in any order
 * @returns the closure, or every instruction that would read nothing, with its line
 */
function planClosure(file, values, platforms, ignore, listing) {
    const warnings = warnOfSyntax(file);
    const tree = createContextTree(listing, ignore);
    const plan = rememberReads((read, found) => planRead(read, tree, ignore.file, found));
    const paths = new Set();
    const found = platforms.map((target) => {
        const [docker = [], podman = []] = dialects.map((dialect) => {
            const faults = [];
            const stages = evaluate(file, { values, target, dialect }, faults);
            const reads = findContextReads(stages, file.escapeMark, faults, warnings);
            for (const path of reads.flatMap((read) => [...plan(read, faults)]))
                paths.add(path);
            return faults;
        });
        // What goes wrong by the rules of one engine alone is no reason to refuse what the other one builds.
        return docker.filter(({ at }) => podman.some((fault) => fault.at === at));
    });
    const faults = found.flat();
    if (faults.length > 0)
        return { ok: false, error: problemsOf(file, faults) };
    return { ok: true, value: { paths: dropParents(paths), warnings: problemsOf(file, warnings) } };
}
const dialects = ['buildkit', 'buildah'];
/** The same read returns for each platform and dialect; it is planned once. */
function rememberReads(plan) {
    const known = new Map();
    return (read, faults) => {
        const key = JSON.stringify(read);
        const own = [];
        const planned = known.get(key) ?? { paths: plan(read, own), faults: own };
        known.set(key, planned);
        faults.push(...planned.faults);
        return planned.paths;
    };
}
/** BuildKit runs this image to read the file; buildah ignores it. */
function warnOfSyntax({ syntax, text }) {
    if (syntax === undefined || syntax.image.includes('@'))
        return [];
    const at = text.indexOf(syntax.image);
    const message = `# syntax=${syntax.image} names an image that may change, and the key would not`;
    return [{ code: 'E_CHAIN_SYNTAX_UNPINNED', message, cure: 'Write it with @sha256:…, or leave it to the engine', at }];
}

;// CONCATENATED MODULE: ./packages/chain/build/containerfile/arg-defaults.js



/** Every `ARG` of a Containerfile, global and in stages, in the file's order (Dockerfile reference, "ARG"). */
function readContainerfileArgs(text) {
    return findArgs(text).map(({ name, default: fallback, line, column }) => ({ name, default: fallback, line, column }));
}
function findArgs(text) {
    const { instructions, escapeMark } = readInstructions(text, []);
    const known = new Map();
    const lookup = (name) => known.get(name);
    return instructions
        .filter(({ keyword }) => keyword === 'ARG')
        .flatMap(({ words }) => words)
        .map((word) => {
        const equals = word.text.indexOf('=');
        const name = equals === -1 ? word.text : word.text.slice(0, equals);
        const value = slicePiece(word, equals === -1 ? word.text.length : equals + 1);
        const expanded = expandWord(value.text, lookup, { escapeMark });
        const fallback = equals === -1 ? undefined : expanded.ok ? expanded.value : value.text;
        if (fallback !== undefined)
            known.set(name, fallback);
        return { name, default: fallback, ...containerfile_placeOf(text, pieces_startOf(word)), value, escapeMark };
    });
}
/**
 * The `ARG` defaults that name a key of versions.env and say something else. A build without build arguments, on a laptop, would use them:
 * the image would be another one than versions.env promises.
 */
function disagreements(args, entries, files) {
    return args.flatMap((arg) => {
        const entry = entryFor(arg, entries);
        if (entry === undefined)
            return [];
        return [
            {
                code: 'E_CHAIN_ARG_DISAGREES',
                message: `ARG ${arg.name} has the default ${arg.default}, but ${files.versions}:${entry.line} says ${entry.value}`,
                cure: `Write ARG ${arg.name}=${entry.value}, or leave the default away`,
                at: { file: files.containerfile, line: arg.line, column: arg.column },
            },
        ];
    });
}
function entryFor(arg, entries) {
    const entry = entries.find(({ key }) => key === arg.name);
    return arg.default === undefined || arg.default === entry?.value ? undefined : entry;
}
/** The entries of versions.env that a Containerfile declares as `ARG`: they become build arguments. */
function buildArguments(args, entries) {
    const names = new Set(args.map((arg) => arg.name));
    return Object.fromEntries(entries.filter(({ key }) => names.has(key)).map(({ key, value }) => [key, value]));
}
/**
 * Writes the values of versions.env into the `ARG` defaults that say something else. Every other byte stays: comments, line ends, the kind
 * of quotes. A Containerfile that cannot be read keeps what cannot be read.
 */
function fixArgDefaults(text, entries) {
    const changed = [];
    let fixed = '';
    let done = 0;
    for (const arg of findArgs(text)) {
        const entry = entryFor(arg, entries);
        if (entry === undefined)
            continue;
        fixed += text.slice(done, startOf(arg.value)) + quoteLike(arg.value.text, entry.value, arg.escapeMark);
        done = arg.value.end;
        changed.push({ name: arg.name, from: arg.default ?? '', to: entry.value, line: arg.line });
    }
    return { text: fixed + text.slice(done), changed };
}
/** The value in the quotes that the old one had, or in those that it needs. */
function quoteLike(old, value, escapeMark) {
    const single = /^'[^']*'$/.test(old);
    if (single && !value.includes("'"))
        return `'${value}'`;
    const bare = !single && !/^"[\s\S]*"$/.test(old);
    if (bare && /^[\w.,:/@%+=~^-]+$/.test(value))
        return value;
    return `"${value.replace(/["$\\`]/g, (character) => (character === '"' || character === '$' || character === escapeMark ? escapeMark + character : character))}"`;
}

;// CONCATENATED MODULE: ./packages/chain/build/explain.js

/**
 * What changed between the inputs of two keys: empty exactly where the keys are equal. What weighs most comes first: format, Containerfile,
 * platforms, arguments, base images; then the files by path.
 */
function explainKey(previous, now) {
    const [a, b] = [normaliseInputs(previous), normaliseInputs(now)];
    const platforms = (inputs) => inputs.platforms.map((platform) => [platform, platform]);
    return [
        ...differ('format', 'format', 'value', a.format, b.format),
        ...differ('containerfile', b.containerfile.path, 'path', a.containerfile.path, b.containerfile.path),
        ...differ('containerfile', b.containerfile.path, 'content', a.containerfile.digest, b.containerfile.digest),
        ...compareTables('platform', platforms(a), platforms(b)),
        ...compareTables('argument', Object.entries(a.arguments), Object.entries(b.arguments)),
        ...compareTables('base image', Object.entries(a.bases), Object.entries(b.bases)),
        ...compareFiles(a.files, b.files),
    ];
}
/** One change as a line for people, digests cut short: `argument LIBKRUN_VERSION: v1.18.0 → v1.19.0`. */
function renderChange({ what, name, how, from, to }) {
    const subject = what === 'format' ? what : `${what} ${name}`;
    if (from === undefined)
        return `${subject}: added${to === undefined || to === name ? '' : `, ${shorten(to)}`}`;
    if (to === undefined)
        return `${subject}: removed${from === name ? '' : `, was ${shorten(from)}`}`;
    return `${subject}: ${how === 'value' ? '' : `${how} `}${shorten(from)} → ${shorten(to)}`;
}
function shorten(value) {
    return value.replace(/(sha256:[0-9a-f]{12})[0-9a-f]+$/, '$1…');
}
function differ(what, name, how, from, to) {
    return from === to ? [] : [{ what, name, how, from, to }];
}
function compareTables(what, before, after) {
    const [old, fresh] = [new Map(before), new Map(after)];
    const names = [...new Set([...old.keys(), ...fresh.keys()])].sort();
    return names.flatMap((name) => {
        const [from, to] = [old.get(name), fresh.get(name)];
        if (from === undefined)
            return to === undefined ? [] : [{ what, name, how: 'added', to }];
        return to === undefined ? [{ what, name, how: 'removed', from }] : differ(what, name, 'value', from, to);
    });
}
function compareFiles(before, after) {
    const old = new Map(before.map((entry) => [entry.path, entry]));
    const fresh = new Map(after.map((entry) => [entry.path, entry]));
    const names = [...new Set([...old.keys(), ...fresh.keys()])].sort();
    return names.flatMap((name) => {
        const [a, b] = [old.get(name), fresh.get(name)];
        if (a === undefined)
            return b === undefined ? [] : [{ what: 'file', name, how: 'added', to: describeEntry(b) }];
        return b === undefined ? [{ what: 'file', name, how: 'removed', from: describeEntry(a) }] : compareEntries(a, b);
    });
}
function compareEntries(a, b) {
    const name = a.path;
    if (a.kind !== b.kind)
        return [{ what: 'file', name, how: 'kind', from: describeEntry(a), to: describeEntry(b) }];
    return [...differ('file', name, a.kind === 'link' ? 'target' : 'content', a.content, b.content), ...differ('file', name, 'mode', modeOf(a), modeOf(b))];
}
function modeOf({ executable }) {
    return executable ? '0755' : '0644';
}
function describeEntry(entry) {
    if (entry.kind === 'file')
        return `a file, ${modeOf(entry)}, ${entry.content}`;
    return entry.kind === 'link' ? `a link to ${entry.content}` : 'an empty folder';
}

;// CONCATENATED MODULE: ./packages/chain/build/template.js

/** Fills `{NAME}` in a tag template such as `v{LIBKRUN_VERSION}`. A `v` is not doubled when the value brings its own. */
function renderTagTemplate(template, values) {
    const unknown = [];
    const filled = template.replace(/(v?)\{([A-Za-z_][A-Za-z0-9_]*)\}/g, (_, prefix, name) => {
        // A record has members that nobody wrote, such as constructor.
        const value = Object.hasOwn(values, name) ? values[name] : undefined;
        if (value === undefined)
            unknown.push(name);
        return prefix === 'v' && value?.startsWith('v') === true ? value : `${prefix}${value ?? ''}`;
    });
    if (unknown.length > 0) {
        const known = Object.keys(values).join(', ');
        return {
            ok: false,
            error: {
                code: 'E_CHAIN_TEMPLATE',
                message: `the template "${template}" names ${unknown.join(', ')}, which is not in versions.env`,
                cure: `Use one of ${known}`,
            },
        };
    }
    const tag = (0,build/* parseTag */.ED)(filled);
    return tag.ok ? (0,build.ok)(tag.value) : tag;
}

;// CONCATENATED MODULE: ./packages/chain/build/versions-line.js
/** Reads one line, without its line break. Every fault of the line is named, in the order in which they stand. */
function readLine(line) {
    const hidden = findHidden(line);
    const start = line.search(/[^ \t]/);
    const nothing = { key: '', value: '', column: start + 1 };
    if (start === -1 || line[start] === '#')
        return { ...nothing, faults: hidden };
    const match = /^([ \t]*)(export[ \t]+)?([^=]*)=(.*)$/s.exec(line);
    if (match === null) {
        const fault = wrong('E_CHAIN_NO_ASSIGNMENT', 'no KEY=VALUE', 'Write KEY=VALUE, or begin the line with #', start);
        return { ...nothing, faults: hidden.length > 0 ? hidden : [fault] };
    }
    const [, indent = '', exported = '', key = '', rest = ''] = match;
    const at = indent.length + exported.length;
    const named = /^[A-Za-z_][A-Za-z0-9_]*$/.test(key);
    const { value, faults } = versions_line_readValue(rest, at + key.length + 1);
    const all = [...hidden, ...(named || findHidden(key).length > 0 ? [] : [badName(key, at)]), ...faults].sort((a, b) => a.column - b.column);
    return { key: named ? key : '', value, column: at + 1, faults: all };
}
function wrong(code, message, cure, offset) {
    return { code, message, cure, column: offset + 1 };
}
/** Control characters, marks that turn the direction of text, and blanks that are none to a shell: nobody sees them, in a comment neither. */
function findHidden(line) {
    return [...line.matchAll(/(?![\t\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu)].map(({ 0: character, index }) => {
        const name = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
        return wrong('E_CHAIN_CONTROL', `the control or invisible character ${name}`, 'Remove it', index);
    });
}
function badName(key, at) {
    const message = key === '' ? 'a name is missing before "="' : `"${key}" is no name`;
    return wrong('E_CHAIN_NAME', message, 'Use letters, digits and "_", no blank around "=", and begin with a letter', at);
}
function versions_line_readValue(rest, at) {
    const quote = rest[0];
    if (quote !== '"' && quote !== "'")
        return readBare(rest, at);
    const end = rest.indexOf(quote, 1);
    const value = rest.slice(1, end === -1 ? undefined : end);
    const faults = quote === '"' ? findExpansions(value, at + 1) : [];
    if (end === -1)
        return { value, faults: [wrong('E_CHAIN_QUOTE', `the quote ${quote} is not closed`, 'Close it on the same line', at), ...faults] };
    const after = rest.slice(end + 1);
    if (!/^([ \t]+(#.*)?)?$/s.test(after)) {
        const fault = wrong('E_CHAIN_AFTER_QUOTE', 'text after the closing quote', 'Quote the whole value', at + end + 1);
        return { value, faults: [...faults, fault] };
    }
    return { value, faults: value === '' ? [empty(at)] : faults };
}
function empty(at) {
    return wrong('E_CHAIN_EMPTY', 'the value is empty', 'Write a version, or remove the line', at);
}
/** What double quotes and bare text let a shell do. */
const expansions = /(\$\([^)]*\)?|`[^`]*`?)|(\$\{[^}]*\}?|\$[A-Za-z0-9_?!@*#$-]?)|(\\)/g;
function findExpansions(value, at) {
    return [...value.matchAll(expansions)].map(({ 1: command, 2: variable, index }) => {
        if (command !== undefined)
            return wrong('E_CHAIN_COMMAND', 'a command substitution', 'Write the version itself: this file is read, never run', at + index);
        if (variable === undefined)
            return wrong('E_CHAIN_ESCAPE', 'a backslash', 'Put the value in single quotes', at + index);
        return wrong('E_CHAIN_VARIABLE', 'a reference to a variable', 'Write the version itself, or put the value in single quotes', at + index);
    });
}
function readBare(rest, at) {
    const value = rest.replace(/(^|[ \t]+)#.*$/s, '').replace(/[ \t]+$/, '');
    if (value === '')
        return { value, faults: [empty(at)] };
    // What an expansion spans is the expansion's fault alone.
    const plain = value.replaceAll(expansions, (found) => '.'.repeat(found.length));
    const blank = plain.search(/[ \t]/);
    const message = blank === 0 ? 'a blank after "="' : 'a blank in a value without quotes';
    const cure = blank === 0 ? 'Write the value directly after "="' : 'Quote the value';
    const special = [...plain.matchAll(/[&|;<>()'"*?[\]{}~!]/g)].map(({ 0: character, index }) => wrong('E_CHAIN_SHELL', `"${character}" means something else to a shell`, 'Put the value in single quotes', at + index));
    return { value, faults: [...(blank === -1 ? [] : [wrong('E_CHAIN_BLANK', message, cure, at + blank)]), ...special, ...findExpansions(value, at)] };
}

;// CONCATENATED MODULE: ./packages/chain/build/versions-env.js


/**
 * Reads versions.env: `KEY=VALUE` lines, `#` comments, blank lines, optional `export`, single or double quotes, LF or CRLF, a BOM.
 * Nothing is ever expanded or run: `$(…)`, backquotes and `$NAME` are refused, so that a shell that sources the file reads the same values.
 * @param file the name that problems show
 * @returns the entries in the file's order, or every problem with its line and column
 */
function parseVersionsEnv(text, file = 'versions.env') {
    const { entries, problems } = readVersionsEnv(text, file);
    return problems.length === 0 ? (0,build.ok)(entries) : { ok: false, error: problems };
}
/** The same, for whoever has more to say of the entries that are right even when others are wrong. */
function readVersionsEnv(text, file = 'versions.env') {
    const entries = [];
    const problems = [];
    const seen = new Map();
    const lines = text.replace(/^\uFEFF/, '').split('\n');
    for (const [index, raw] of lines.entries()) {
        const line = index + 1;
        const { key, value, column, faults } = readLine(raw.replace(/\r$/, ''));
        const earlier = seen.get(key);
        const again = { code: 'E_CHAIN_DUPLICATE_KEY', message: `${key} is there already, on line ${earlier}`, cure: 'Keep one of the two', column };
        const found = earlier === undefined ? faults : [again, ...faults];
        problems.push(...found.map(({ code, message, cure, column: at }) => ({ code, message, cure, at: { file, line, column: at } })));
        if (key !== '' && earlier === undefined)
            seen.set(key, line);
        if (key !== '' && found.length === 0)
            entries.push({ key, value, line, column });
    }
    if (entries.length === 0 && problems.length === 0) {
        problems.push({ code: 'E_CHAIN_NO_KEYS', message: 'holds no version', cure: 'Write lines such as LIBKRUN_VERSION=v1.18.0', at: { file } });
    }
    return { entries, problems };
}
/** The major version of a value such as `v1.18.0` or `5.4`; undefined where the value is no version. */
function majorOf(value) {
    return /^v?([0-9]+)(?:\.[0-9]+)*(?:[-+.].*)?$/.exec(value)?.[1];
}

;// CONCATENATED MODULE: ./packages/chain/build/index.js











;// CONCATENATED MODULE: ./actions/builder-image/build/recipe.js



/** Works the draft out before anything is hashed or asked; all problems of the files and of the inputs together. */
function planDraft(wish, source, trust) {
    const repository = parseRepository(wish.image);
    const entries = parseVersionsEnv(source.versions.text, source.versions.file);
    const containerfile = readContainerfile(source.containerfile.text, source.containerfile.file);
    const ignore = source.ignore === undefined ? (0,build.ok)(noIgnore) : parseIgnore(source.ignore.text, source.ignore.file);
    const versions = entries.ok ? entries.value : [];
    const tags = (wish.tags ?? []).map((template) => ({ template, tag: renderTagTemplate(template, recipe_valuesOf(versions)) }));
    const found = [
        ...(repository.ok ? [] : [{ ...repository.error, at: { input: 'image' } }]),
        ...(entries.ok ? [] : entries.error),
        ...(containerfile.ok ? [] : containerfile.error),
        ...(ignore.ok ? [] : ignore.error),
        ...(entries.ok ? tags.flatMap(({ tag }) => (tag.ok ? [] : [{ ...tag.error, at: { input: 'tags' } }])) : []),
        ...checkPlatforms(wish),
    ];
    if (!containerfile.ok || !entries.ok || !ignore.ok || !repository.ok)
        return { ok: false, error: found };
    const args = readContainerfileArgs(source.containerfile.text);
    const given = buildArguments(args, versions);
    const bases = baseImages(containerfile.value, given, wish.platforms);
    const closure = planClosure(containerfile.value, given, wish.platforms, ignore.value, source.listing);
    found.push(...disagreements(args, versions, { containerfile: source.containerfile.file, versions: source.versions.file }));
    found.push(...(bases.ok ? [] : bases.error), ...(closure.ok ? closedKinds(closure.value, source.listing) : closure.error));
    if (found.length > 0 || !bases.ok || !closure.ok)
        return { ok: false, error: found };
    const shadow = { ...repository.value, name: `${repository.value.name}-pr` };
    const versionTags = tags.filter(({ template }) => template.includes('{')).map(({ tag }) => (0,build/* unwrap */.oA)(tag));
    const movingTags = tags.filter(({ template }) => !template.includes('{')).map(({ tag }) => (0,build/* unwrap */.oA)(tag));
    return (0,build.ok)({
        repository: trust.trusted ? repository.value : shadow,
        places: trust.trusted ? [repository.value] : [repository.value, shadow],
        // Sorted, so that the order in which they were written decides nothing: not the key, and not the index.
        platforms: [...wish.platforms].sort(),
        // What people see is written by trusted runs only, and what moves by those of the default branch.
        versionTags: trust.trusted ? [...new Set(versionTags)] : [],
        movingTags: trust.trusted && trust.onDefaultBranch ? [...new Set(movingTags)] : [],
        namedTags: [...new Set(tags.map(({ tag }) => (0,build/* unwrap */.oA)(tag)))],
        buildArguments: given,
        runners: new Map((wish.runners ?? []).map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1).trim()])),
        containerfile: containerfile.value,
        source,
        bases: bases.value,
        closure: closure.value,
        trust,
    });
}
/**
 * Adds the key, now that contents are hashed and base images resolved.
 * @param contents the digest of each file of the closure, by its path in the context
 * @param bases the digest behind each name
 */
function finishRecipe(draft, contents, bases) {
    const { source, closure } = draft;
    const chosen = new Set(closure.paths);
    const inputs = {
        format: 'slipway-builder-key/2',
        containerfile: { path: source.containerfile.path, digest: (0,build/* digestOf */.ol)(source.containerfile.text) },
        files: source.listing.filter(({ path }) => chosen.has(path)).map((entry) => contextEntry(entry, contents)),
        arguments: draft.buildArguments,
        bases: Object.fromEntries(bases),
        platforms: draft.platforms,
    };
    return { ...draft, inputs, key: builderKey(inputs) };
}
function contextEntry({ path, kind, executable, target }, contents) {
    if (kind === 'link')
        return { path, kind, executable: false, content: target ?? '' };
    if (kind === 'directory')
        return { path, kind, executable: false, content: '' };
    return { path, kind: 'file', executable, content: contents.get(path) ?? '' };
}
function recipe_valuesOf(entries) {
    return Object.fromEntries(entries.map(({ key, value }) => [key, value]));
}
function closedKinds(closure, listing) {
    const chosen = new Set(closure.paths);
    const strange = listing.filter(({ path, kind }) => kind === 'other' && chosen.has(path));
    return strange.map(({ path }) => ({
        code: 'E_BUILDER_SOURCE',
        message: `${path} is neither a file nor a link`,
        cure: 'Keep only files, folders and links in the context, or name it in the ignore file',
        at: { input: 'context' },
    }));
}
function checkPlatforms({ mode, platforms, platform, runners }) {
    const say = (input, message, cure) => ({ code: 'E_BUILDER_PLATFORM', message, cure, at: { input } });
    const foreign = platforms.filter((each) => (0,build/* osOf */.mJ)(each) !== 'linux');
    const twice = platforms.filter((each, position) => platforms.indexOf(each) !== position);
    const known = platforms;
    const given = (runners ?? []).map((line) => line.slice(0, line.indexOf('=')).trim());
    const strange = given.filter((each) => !known.includes(each));
    const homeless = given.length === 0 ? [] : [...new Set(platforms)].filter((each) => !given.includes(each));
    const single = mode === 'build' || mode === 'verify-reproducible';
    return [
        ...(platforms.length === 0 ? [say('platforms', 'names no platform', 'Write at least one, such as linux/amd64')] : []),
        ...foreign.map((each) => say('platforms', `${each} is no platform of containers`, 'Name platforms of Linux only')),
        ...twice.map((each) => say('platforms', `names ${each} twice`, 'Name it once')),
        ...(mode === 'build' && platform === undefined ? [say('platform', 'is needed in the mode build', `Write one of ${platforms.join(', ')}`)] : []),
        ...(!single && platform !== undefined ? [say('platform', `has no meaning in the mode ${mode}`, 'Leave it away, or set mode to build')] : []),
        ...(platform !== undefined && !platforms.includes(platform)
            ? [say('platform', `${platform} is not among the platforms`, `Add it to platforms, or write one of ${platforms.join(', ')}`)]
            : []),
        ...homeless.map((each) => say('runners', `names no runner for ${each}`, `Add a line such as ${each}=ubuntu-24.04`)),
        ...strange.map((each) => say('runners', `names ${each}, which is not among the platforms`, 'Correct one of the two')),
    ];
}
/** The tag that keeps one platform's image until the index names it, and from every clean-up of untagged images afterwards. */
function anchorTag(key, platform) {
    const [, ...architecture] = platform.split('/');
    return `${key}-${architecture.join('-')}`;
}
/** What the artifacts of this key are called before their architecture: artifacts of one run, so half of the key is enough. */
function artifactOf({ key }) {
    return `builder-${key.slice(0, 20)}`;
}

;// CONCATENATED MODULE: ./actions/builder-image/build/plan.js



/** The annotation of images and of the index that says which key they were built for. */
const keyAnnotation = 'dev.slipway.builder.key';
/** Decides what is there and what is left to do. Refuses where a version's tag names the image of another key: it would mean two things. */
function planBuilder(recipe, facts, moveTags) {
    const { hit, anchors } = facts;
    const found = moveTags ? [] : recipe.versionTags.flatMap((tag) => checkTag(recipe, tag, facts));
    if (found.length > 0)
        return { ok: false, error: found };
    const digests = hit === undefined ? new Map([...anchors].map(([platform, { digest }]) => [platform, digest])) : childrenOf(hit.index);
    const missing = hit === undefined ? recipe.platforms.filter((platform) => !anchors.has(platform)) : [];
    const tags = [...recipe.versionTags, ...recipe.movingTags].filter((tag) => hit === undefined || facts.tags.get(tag)?.digest !== hit.index.digest);
    return (0,build.ok)({ repository: hit?.repository ?? recipe.repository, digest: hit?.index.digest, digests, missing, tags });
}
function childrenOf(manifest) {
    if (manifest.kind === 'image')
        return new Map();
    return new Map(manifest.manifests.flatMap(({ platform, digest }) => (platform === undefined ? [] : [[platform, digest]])));
}
/** Says what is wrong with what the key's own tag names. */
function checkContent(recipe, repository, content) {
    const name = renderReference({ ...repository, tag: recipe.key });
    const cure = 'It is built anew and the tag is moved. See who else writes to this repository';
    const say = (what) => [{ code: 'E_BUILDER_CONTENT', message: `${name} ${what}`, cure }];
    if (content.kind !== 'index')
        return say('is no index');
    const key = content.annotations[keyAnnotation];
    if (key !== recipe.key)
        return say(`says that it was built for the key ${key ?? '(none)'}`);
    const children = [...childrenOf(content).keys()];
    const complete = children.length === content.manifests.length && recipe.platforms.every((platform) => children.includes(platform));
    return complete && children.length === recipe.platforms.length ? [] : say(`holds ${children.join(', ')}, not ${recipe.platforms.join(', ')}`);
}
function checkTag(recipe, tag, { tags, hit }) {
    const named = tags.get(tag);
    if (named === undefined || named.digest === hit?.index.digest)
        return [];
    const other = named.annotations[keyAnnotation];
    if (other === recipe.key)
        return [];
    const name = renderReference({ ...recipe.repository, tag });
    const message = other === undefined
        ? `${name} names an image of which no key is known (${named.digest}); the key here is ${recipe.key}`
        : `${name} names the image of the key ${other}; the key here is ${recipe.key}`;
    const cure = 'Change the version that the tag is made of, since the image changed, or set move-tags to true';
    return [{ code: 'E_BUILDER_TAG', message, cure, at: { input: 'tags' } }];
}
/** What a mode builds of what is missing: all of it, the platform that it is for, or nothing. */
function platformsToBuild(plan, { mode, platform }) {
    if (mode === 'publish')
        return [];
    return mode === 'build' ? plan.missing.filter((each) => each === platform) : plan.missing;
}
/** The plan for people, one line a deed of this mode; the mode `plan` says what is left for the others. */
function renderPlan(recipe, plan, wish) {
    const name = renderRepository(plan.repository);
    const tag = wish.mode === 'build' ? [] : plan.tags.map((each) => `tag it ${name}:${each}`);
    if (plan.digest !== undefined)
        return [`builder: found ${name}@${plan.digest}`, ...tag];
    const there = [...plan.digests].map(([platform, digest]) => `${platform} is built already: ${digest}`);
    const waits = wish.mode === 'publish' ? plan.missing.map((platform) => `${platform} is not built yet`) : [];
    const build = platformsToBuild(plan, wish).map((platform) => `build ${platform} and keep it as ${name}:${anchorTag(recipe.key, platform)}`);
    const make = wish.mode === 'build' ? [] : [`make ${name}:${recipe.key} of ${recipe.platforms.join(', ')}`];
    return [`builder: ${name}:${recipe.key} is not there`, ...there, ...waits, ...build, ...make, ...tag];
}

;// CONCATENATED MODULE: ./actions/builder-image/build/facts.js



/**
 * Asks the registry for what the plan needs. When the index is there, that is one GET and one for each tag, and what its proof costs; and
 * one HEAD for each image of the index where it is to be named once more: no tag may begin to name what a clean-up has torn, and a registry
 * that looks would refuse it in every run to come.
 * @param wanted.anchors false where images are handed over as artifacts: one in the registry is then of no use
 * @param wanted.children true where every image of the index is looked for in any case
 */
async function readFacts(registry, recipe, proof, wanted) {
    const rejected = [];
    const found = await findIndex(registry, recipe, proof, rejected);
    const tags = new Map();
    for (const tag of [...recipe.versionTags, ...recipe.movingTags])
        tags.set(tag, await registry.readManifest({ ...recipe.repository, tag }));
    const isNamed = [...tags.values()].every((named) => named?.digest === found?.index.digest);
    const torn = found === undefined || (isNamed && wanted.children !== true) ? [] : await findTorn(registry, recipe, found);
    rejected.push(...torn);
    const hit = torn.length === 0 ? found : undefined;
    const anchors = hit === undefined && wanted.anchors ? await readAnchors(registry, recipe, proof, rejected) : new Map();
    return { hit, anchors, rejected, tags };
}
/** The images of an index that are not there any more. */
async function findTorn(registry, recipe, { repository, index }) {
    const problems = [];
    for (const { digest, platform } of index.manifests) {
        if ((await registry.readDigest({ ...repository, digest })) !== undefined)
            continue;
        const name = renderReference({ ...repository, tag: recipe.key });
        const cure = 'It is built anew. See which clean-up deletes what an index needs';
        problems.push({ code: 'E_BUILDER_CHILD', message: `${name} names an image for ${platform} that is not there (${digest})`, cure });
    }
    return problems;
}
/** What the key's own tag names in the first place that has it, whatever that is worth. */
async function readContentDigest(registry, { places, key }) {
    for (const repository of places) {
        const digest = await registry.readDigest({ ...repository, tag: key });
        if (digest !== undefined)
            return digest;
    }
    return undefined;
}
async function findIndex(registry, recipe, proof, rejected) {
    for (const repository of recipe.places) {
        const content = await registry.readManifest({ ...repository, tag: recipe.key });
        if (content === undefined)
            continue;
        const found = checkContent(recipe, repository, content);
        if (found.length > 0 || content.kind !== 'index') {
            rejected.push(...found);
            continue;
        }
        const problems = await proof.check(repository, content.digest);
        if (problems.length === 0)
            return { repository, index: content };
        rejected.push(...problems.map((problem) => about(`${renderReference({ ...repository, tag: recipe.key })}`, problem)));
    }
    return undefined;
}
async function readAnchors(registry, recipe, proof, rejected) {
    const anchors = new Map();
    for (const platform of recipe.platforms) {
        const { manifest, problems } = await readAnchor(registry, recipe, proof, platform);
        rejected.push(...problems);
        if (manifest !== undefined)
            anchors.set(platform, manifest);
    }
    return anchors;
}
/** One platform's image, if it is built already and may be trusted. */
async function readAnchor(registry, { repository, key }, proof, platform) {
    const place = { ...repository, tag: anchorTag(key, platform) };
    const manifest = await registry.readManifest(place);
    if (manifest === undefined)
        return { manifest, problems: [] };
    const name = renderReference(place);
    if (manifest.kind !== 'image' || !isConfigType(manifest.config.mediaType)) {
        const cure = 'It is built anew and the tag is moved. See who else writes to this repository';
        return { manifest: undefined, problems: [{ code: 'E_BUILDER_CHILD', message: `${name} is not one platform's image`, cure }] };
    }
    const problems = await proof.check(repository, manifest.digest, platform);
    return problems.length === 0 ? { manifest, problems } : { manifest: undefined, problems: problems.map((problem) => about(name, problem)) };
}
function about(name, problem) {
    return { ...problem, message: `${name} does not count here: ${problem.message}` };
}

;// CONCATENATED MODULE: ./actions/builder-image/build/provenance.js


/** 1980-01-01, the first day that every archive format can write. */
const fixedEpoch = 315_532_800;
/** Seconds since 1970 that every time in the image is: what the job says, or the commit's own time (reproducible-builds.org, SOURCE_DATE_EPOCH). */
async function readEpoch(ports) {
    const given = ports.job.variable('SOURCE_DATE_EPOCH') ?? '';
    if (/^[0-9]+$/.test(given))
        return Number(given);
    const shown = await ports.exec.run('git', ['log', '-1', '--format=%ct', 'HEAD'], { deadline: 30_000 });
    const said = shown.stdout.trim();
    if (shown.code === 0 && /^[0-9]+$/.test(said))
        return Number(said);
    ports.log.info('no commit is known here: the image gets the time 1980-01-01');
    return fixedEpoch;
}
/** Where an image comes from, in the names of the OCI image specification (annotations.md). */
function provenanceOf(recipe, platform, job, epoch, licenses) {
    const base = finalBase(recipe.containerfile, recipe.buildArguments, platform);
    const digest = base === undefined ? undefined : recipe.inputs.bases[base];
    const version = recipe.versionTags[0];
    return {
        'org.opencontainers.image.source': `${job.serverUrl}/${job.repository}`,
        'org.opencontainers.image.revision': job.sha,
        'org.opencontainers.image.created': new Date(epoch * 1000).toISOString().replace('.000Z', 'Z'),
        ...(version === undefined ? {} : { 'org.opencontainers.image.version': version }),
        ...(licenses === undefined ? {} : { 'org.opencontainers.image.licenses': licenses }),
        ...(base === undefined ? {} : { 'org.opencontainers.image.base.name': base }),
        ...(digest === undefined ? {} : { 'org.opencontainers.image.base.digest': digest }),
        [keyAnnotation]: recipe.key,
    };
}
/**
 * The annotations of the index: what all its images say alike. Nothing of the job that happens to publish enters, so that two jobs that
 * publish the same images write the same bytes.
 */
function sharedAnnotations(images, key) {
    const [first, ...others] = [...images.values()].map(({ annotations }) => annotations);
    const shared = Object.entries(first ?? {}).filter(([name, value]) => others.every((other) => other[name] === value));
    return { ...Object.fromEntries(shared), [keyAnnotation]: key };
}

;// CONCATENATED MODULE: ./actions/builder-image/build/stage.js



/**
 * Puts exactly what the key covers into a folder of its own, and the Containerfile with every base image by its digest beside it. A build
 * from there cannot read what the key does not know: what is missing makes it fail, and plants nothing under a wrong key.
 * @param folder empty; removed by the caller
 * @param context the absolute path of the context
 */
async function stageContext(recipe, where, registry, files) {
    const { folder, context } = where;
    const stage = { context: `${folder}/context`, containerfile: `${folder}/Containerfile`, ignoreFile: `${folder}/Containerfile.dockerignore` };
    await files.makeFolder(stage.context);
    await files.copyTree(context, stage.context, recipe.inputs.files);
    const pins = await pinsOf(recipe, registry, where.platform, where.host);
    const text = pinContainerfile(recipe.containerfile, recipe.buildArguments, where.platform, where.host, (name, platform) => pins(name, platform));
    await files.write(stage.containerfile, text);
    // Empty, so that no engine applies an ignore file of its own choice to what is chosen already.
    await files.write(stage.ignoreFile, '');
    return stage;
}
/** Each platform's own image behind the digest of a base. buildah 1.28 takes one image for one name: two platforms must not share theirs. */
async function pinsOf(recipe, registry, target, host) {
    const pins = new Map();
    for (const [name, digest] of Object.entries(recipe.inputs.bases)) {
        const { registry: at, name: repository } = (0,build/* unwrap */.oA)(parseReference(name));
        const reference = { registry: at, name: repository, digest: digest };
        const manifest = await registry.readManifest(reference);
        if (manifest === undefined) {
            const cure = 'The registry no longer has what it had a moment ago: run the job again';
            throw (0,build/* refuse */.TR)({ code: 'E_BUILDER_BASE', message: `${renderReference(reference)} is not there`, cure });
        }
        for (const platform of new Set([target, host])) {
            const child = manifest.kind === 'index' ? manifest.manifests.find((each) => each.platform === platform)?.digest : manifest.digest;
            if (child !== undefined)
                pins.set(`${name} ${platform}`, renderReference({ registry: at, name: repository, digest: child }));
        }
    }
    return (name, platform) => {
        const pin = pins.get(`${name} ${platform}`);
        if (pin !== undefined)
            return pin;
        const cure = `Take a base image that has ${platform}, or leave the platform away`;
        throw (0,build/* refuse */.TR)({ code: 'E_BUILDER_BASE', message: `${name} has no image for ${platform}`, cure, at: { file: recipe.source.containerfile.file } });
    };
}

;// CONCATENATED MODULE: ./actions/builder-image/build/build.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});










/** Builds platforms one after the other and hands each on. */
async function buildPlatforms(job, platforms, ports) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const images = new Map();
        if (platforms.length === 0)
            return images;
        const opened = __addDisposableResource(env_1, await openEngine(job, ports), true);
        for (const platform of platforms) {
            const started = ports.clock.now();
            const image = await ports.log.group(`build ${platform} with ${opened.engine.name}`, () => buildOne(job, opened.engine, platform, ports));
            images.set(platform, image);
            ports.log.info(`${platform} was built in ${markdown_renderSeconds((ports.clock.now() - started) / 1000)}: ${image.digest}`);
        }
        return images;
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
async function openEngine(job, ports) {
    const auth = renderAuthFile([{ location: job.registry.locate(job.recipe.repository), credential: job.credential }]);
    const { engine } = await detectEngine(ports, { preference: job.engine, auth });
    return { engine, [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose]() };
}
async function buildOne(job, engine, platform, ports) {
    const folder = await ports.files.makeTemporary('builder');
    try {
        const layout = await buildLayout(job, engine, platform, await readEpoch(ports), folder, ports);
        return job.handOver === 'artifact' ? await upload(job, layout, platform, ports) : await push(job, layout, platform, ports);
    }
    finally {
        await ports.files.remove(folder);
    }
}
/**
 * Builds one platform from a stage of its own, and says in the image's manifest where it comes from.
 * @param folder empty; holds the stage and the layout afterwards
 */
async function buildLayout(job, engine, platform, epoch, folder, ports) {
    const { recipe, context } = job;
    const host = (0,build/* unwrap */.oA)((0,build/* parsePlatform */.FL)(`linux/${ports.job.platform.split('/')[1] ?? ''}`));
    const stage = await stageContext(recipe, { folder: `${folder}/stage`, context, platform, host }, job.registry, ports.files);
    const built = await engine.build({
        ...stage,
        platform,
        buildArguments: recipe.buildArguments,
        sourceDateEpoch: epoch,
        output: folder,
        ...(job.cache ? { cache: { scope: `${recipe.repository.name}-${platform.split('/').slice(1).join('-')}` } } : {}),
    });
    const layout = built.kind === 'layout' ? built.folder : `${folder}/compressed`;
    // An archive has no digest yet: writing it as a layout compresses the layers and gives it one.
    if (built.kind !== 'layout')
        await copyImage(ports, job.registry, { from: built, to: { kind: 'layout', folder: layout } });
    const { manifest, config } = await layout_readLayoutImage(await layout_openLayout((path) => ports.files.readBytes(`${layout}/${path}`)));
    if (config.platform !== platform) {
        const cure = `Take care that the base image has ${platform}, and that FROM names no other platform for the last stage`;
        throw (0,build/* refuse */.TR)({ code: 'E_BUILDER_BUILT', message: `the image that was built for ${platform} says that it is ${config.platform}`, cure });
    }
    await checkArchitecture(layout, platform, ports);
    const image = annotateManifest(manifest, provenanceOf(recipe, platform, ports.job, epoch, job.licenses));
    for (const [path, bytes] of renderLayoutImage(image))
        await ports.files.write(`${layout}/${path}`, bytes);
    return { folder: layout, image };
}
/**
 * Pushes an image by its digest, signs it, and anchors it by a tag last: what is anchored has its proof. An image that somebody else
 * anchored meanwhile is taken instead, so that one key has one image.
 */
async function push(job, { folder, image }, platform, ports) {
    const { recipe, registry, proof } = job;
    const { repository, key } = recipe;
    const meanwhile = await readAnchor(registry, recipe, proof, platform);
    if (meanwhile.manifest !== undefined) {
        ports.log.info(`${platform} was built by another run meanwhile: ${meanwhile.manifest.digest} is taken, and what was built here is dropped`);
        return meanwhile.manifest;
    }
    const to = { kind: 'repository', repository, at: image.digest };
    await copyImage(ports, registry, { from: { kind: 'layout', folder }, to, toCredential: job.credential });
    await proof.sign(describeManifest(image), platform);
    const tag = anchorTag(key, platform);
    await registry.putTags(repository, image, [tag]);
    ports.log.info(`${renderReference({ ...repository, tag })} is ${image.digest}`);
    return image;
}
async function upload({ recipe }, { folder, image }, platform, ports) {
    const name = artifactName(artifactOf(recipe), platform);
    const archive = `${folder}/../archive`;
    await packLayout(ports.files, folder, `${archive}/${imageArchive}`);
    const artifact = await ports.artifacts.upload(name, [imageArchive], archive);
    ports.log.info(`the artifact ${artifact.name} holds ${image.digest} (${platform})`);
    return image;
}

;// CONCATENATED MODULE: ./actions/builder-image/build/explain.js


/** What lies beside an image and says what its key was made of. */
const inputsType = 'application/vnd.slipway.builder-inputs.v1+json';
/** Stores the key's inputs with the image, for the explanation of the next key. */
async function publishInputs(registry, { repository, inputs }, subject) {
    const bytes = new TextEncoder().encode(renderBuilderInputs(inputs));
    await registry.pushReferrer(repository, { subject, artifactType: inputsType, layer: { mediaType: inputsType, bytes } });
}
/**
 * Compares with the image that a tag for people names now: the first of `tags` that names one of another key. Undefined where there is
 * none, or where its inputs are not known: an explanation is a service, and its absence stops nothing.
 * @param known what was read of the tags already
 */
async function explain_explain(registry, recipe, known) {
    // Tags for people are in the image's own repository, also where this run may only write its shadow.
    const place = recipe.places[0] ?? recipe.repository;
    for (const tag of recipe.namedTags) {
        const manifest = known.has(tag) ? known.get(tag) : await registry.readManifest({ ...place, tag });
        const previous = manifest?.annotations[keyAnnotation];
        if (manifest === undefined || previous === undefined || previous === recipe.key)
            continue;
        const inputs = await explain_readInputs(registry, place, manifest.digest);
        if (inputs !== undefined)
            return { tag, previous, changes: explainKey(inputs, recipe.inputs) };
    }
    return undefined;
}
async function explain_readInputs(registry, repository, subject) {
    const [referrer] = await registry.readReferrers(repository, subject, inputsType);
    if (referrer === undefined)
        return undefined;
    const artifact = await registry.readManifest({ ...repository, digest: referrer.digest });
    const layer = artifact?.kind === 'image' ? artifact.layers[0] : undefined;
    if (layer === undefined)
        return undefined;
    const parsed = parseBuilderInputs(new TextDecoder().decode(await registry.readBlob(repository, layer)));
    return parsed.ok ? parsed.value : undefined;
}

;// CONCATENATED MODULE: ./packages/attest/build/publish.js
/** The annotation that tells a bundle's predicate type without reading the bundle (cosign, specs/BUNDLE_SPEC.md). */
const predicateTypeAnnotation = 'dev.sigstore.bundle.predicateType';
const createdAnnotation = 'org.opencontainers.image.created';
/**
 * Attaches a bundle to an image as an OCI referrer, in the form that cosign writes and reads (cosign, specs/BUNDLE_SPEC.md). It may be
 * repeated: the same bundle makes the same manifest.
 */
async function publishBundle(registry, repository, subject, bundle, predicateType) {
    await registry.pushReferrer(repository, {
        subject,
        artifactType: bundle.mediaType,
        layer: { mediaType: bundle.mediaType, bytes: bundle.bytes },
        annotations: {
            [createdAnnotation]: bundle.created,
            'dev.sigstore.bundle.content': 'dsse-envelope',
            [predicateTypeAnnotation]: predicateType,
        },
    });
}

;// CONCATENATED MODULE: ./packages/attest/build/statement.js

/** in-toto Attestation Framework, "Statement" v1. */
const statementType = 'https://in-toto.io/Statement/v1';
/** The DSSE payload type of in-toto statements (in-toto Attestation Framework, "Envelope"). */
const payloadType = 'application/vnd.in-toto+json';
function renderStatement(statement) {
    const subject = statement.subjects.map(({ name, digest }) => ({ name, digest: { [algorithmOf(digest)]: (0,build/* hexOf */.ZD)(digest) } }));
    return JSON.stringify({ _type: statementType, subject, predicateType: statement.predicateType, predicate: statement.predicate });
}
/** Reads a statement. Digests by other algorithms than sha256 and sha512 are left out: nothing here compares them. */
function parseStatement(text) {
    const document = statement_parseJson(text);
    if (!isObject(document))
        return statement_bad('is no JSON object');
    if (document['_type'] !== statementType)
        return statement_bad(`has the type ${JSON.stringify(document['_type'])}, not ${statementType}`);
    const { subject, predicateType, predicate } = document;
    if (typeof predicateType !== 'string' || predicateType === '')
        return statement_bad('has no predicateType');
    if (!Array.isArray(subject) || subject.length === 0 || !subject.every(isObject))
        return statement_bad('has no subjects');
    return (0,build.ok)({ subjects: subject.flatMap(parseSubject), predicateType, predicate });
}
function parseSubject(subject) {
    const { name, digest } = subject;
    if (!isObject(digest))
        return [];
    const digests = Object.entries(digest).map(([algorithm, hex]) => `${algorithm}:${String(hex)}`);
    return digests.filter(build/* isDigest */.Bc).map((known) => ({ name: typeof name === 'string' ? name : '', digest: known }));
}
function algorithmOf(digest) {
    return digest.slice(0, digest.indexOf(':'));
}
function statement_parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
function isObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
function statement_bad(what) {
    const cure = 'Sign an in-toto statement of version 1';
    return (0,build/* err */._q)({ code: 'E_ATTEST_STATEMENT', message: `the signed payload ${what}`, cure });
}

;// CONCATENATED MODULE: ./packages/attest/build/identity-token.js



/**
 * Asks GitHub for the job's identity token with the audience `sigstore` (GitHub docs, "OpenID Connect reference"; the runner sets
 * ACTIONS_ID_TOKEN_REQUEST_URL and _TOKEN for jobs with `id-token: write`). The token is masked. Refuses with E_ATTEST_NO_TOKEN where
 * the job may not ask, and with E_ATTEST_TOKEN where there is no answer to use.
 */
async function requestIdentityToken(ports) {
    const address = ports.job.variable('ACTIONS_ID_TOKEN_REQUEST_URL') ?? '';
    const bearer = ports.job.variable('ACTIONS_ID_TOKEN_REQUEST_TOKEN') ?? '';
    if (address === '' || bearer === '' || !URL.canParse(address)) {
        const cure = 'Grant the job "id-token: write"; a called workflow needs it in its caller as well, and pull requests from forks never have it';
        throw (0,build/* refuse */.TR)({ code: 'E_ATTEST_NO_TOKEN', message: 'the job may not ask for an identity token, so nothing can be signed', cure });
    }
    ports.log.mask(bearer);
    const url = new URL(address);
    url.searchParams.set('audience', 'sigstore');
    const response = await ask(ports, url.href, bearer);
    const text = identity_token_readToken(response);
    if (text === undefined) {
        const cure = response.status >= 500 ? 'Run the job again later' : 'See that the job still runs and that its permissions say "id-token: write"';
        throw (0,build/* refuse */.TR)({ code: 'E_ATTEST_TOKEN', message: `${url.host} gave no identity token: it answered ${response.status}`, cure });
    }
    ports.log.mask(text);
    const visibility = readClaims(text)?.['repository_visibility'];
    return { text, visibility: typeof visibility === 'string' ? visibility : undefined };
}
async function ask(ports, url, bearer) {
    const headers = { accept: 'application/json', authorization: `Bearer ${bearer}` };
    try {
        return await (0,host_build/* retryHttp */.l)(ports, () => ports.http.request({ method: 'GET', url, headers, deadline: 20_000, limit: 256 * 1024 }));
    }
    catch (error) {
        if (!(error instanceof host_build/* HttpFailure */.HR))
            throw error;
        const message = `the identity token could not be asked for: ${error.message}`;
        throw (0,build/* refuse */.TR)({ code: 'E_ATTEST_TOKEN', message, cure: 'Run the job again later' }, { cause: error });
    }
}
function identity_token_readToken(response) {
    if (response.status !== 200)
        return undefined;
    const answer = statement_parseJson(new TextDecoder().decode(response.body));
    const value = isObject(answer) ? answer['value'] : undefined;
    return typeof value === 'string' && readClaims(value) !== undefined ? value : undefined;
}
/** The claims of a JSON Web Token, unverified: it is the authority that judges it. */
function readClaims(token) {
    const parts = token.split('.');
    const claims = parts.length === 3 ? statement_parseJson(Buffer.from(parts[1] ?? '', 'base64url').toString('utf8')) : undefined;
    return isObject(claims) && typeof claims['sub'] === 'string' ? claims : undefined;
}

;// CONCATENATED MODULE: ./packages/attest/build/identity.js

/** Fulcio's extensions (fulcio, docs/oid-info.md): `now` holds a DER UTF8String; `before` is the deprecated one, raw text. */
const arc = '1.3.6.1.4.1.57264.1';
const identity_places = {
    issuer: { now: `${arc}.8`, before: `${arc}.1` },
    signer: { now: `${arc}.9`, before: undefined },
    runner: { now: `${arc}.11`, before: undefined },
    sourceRepository: { now: `${arc}.12`, before: `${arc}.5` },
    sourceCommit: { now: `${arc}.13`, before: `${arc}.3` },
    sourceRef: { now: `${arc}.14`, before: `${arc}.6` },
    trigger: { now: `${arc}.20`, before: `${arc}.2` },
    run: { now: `${arc}.21`, before: undefined },
};
/** Certificates without these say too little to be judged. */
const needed = ['issuer', 'sourceRepository', 'sourceRef', 'trigger'];
/**
 * Reads the identity from a certificate that has been verified. `server` is where the repositories live (`https://github.com`): the
 * deprecated extension names a repository without it. Everything that is missing or doubtful is one problem.
 */
function readIdentity(subject, extensions, server) {
    const found = new Map();
    for (const place of Object.keys(identity_places)) {
        const { now, before } = identity_places[place];
        const values = extensions.filter(({ oid }) => oid === now || oid === before);
        if (new Set(values.map(({ oid }) => oid)).size !== values.length)
            return identity_bad(`has the extension for ${place} twice`);
        const current = values.find(({ oid }) => oid === now);
        const older = values.find(({ oid }) => oid === before);
        const text = current === undefined ? older && identity_readText(older.value) : readUtf8String(current.value);
        if (current !== undefined && text === undefined)
            return identity_bad(`has an extension for ${place} that is no text`);
        if (text !== undefined)
            found.set(place, place === 'sourceRepository' && current === undefined ? `${server}/${text}` : text);
    }
    const missing = needed.filter((place) => (found.get(place) ?? '') === '');
    if (missing.length > 0)
        return identity_bad(`does not say: ${missing.join(', ')}`);
    if (subject === undefined || subject === '')
        return identity_bad('names nobody');
    const named = found.get('signer');
    if (named !== undefined && named !== subject)
        return identity_bad(`names ${subject}, but says that ${named} built`);
    const of = (place) => found.get(place) ?? '';
    return (0,build.ok)({
        issuer: of('issuer'),
        signer: subject,
        sourceRepository: of('sourceRepository'),
        sourceRef: of('sourceRef'),
        trigger: of('trigger'),
        sourceCommit: of('sourceCommit'),
        runner: of('runner'),
        run: of('run'),
    });
}
/** A DER UTF8String (X.690: tag 0x0C, a definite length) that fills the whole value; anything else is undefined. */
function readUtf8String(value) {
    const [tag, first = 0] = value;
    if (tag !== 0x0c)
        return undefined;
    const longer = first > 0x80 ? first - 0x80 : 0;
    if (first === 0x80 || longer > 2)
        return undefined;
    const length = longer === 0 ? first : value.slice(2, 2 + longer).reduce((sum, byte) => sum * 256 + byte, 0);
    const text = value.subarray(2 + longer);
    return text.length === length ? identity_readText(text) : undefined;
}
function identity_readText(bytes) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        return undefined;
    }
}
function identity_bad(what) {
    const cure = 'Sign in a job of GitHub Actions, with its own identity token';
    return (0,build/* err */._q)({ code: 'E_ATTEST_IDENTITY', message: `the certificate ${what}`, cure });
}

;// CONCATENATED MODULE: ./packages/attest/build/policy.js

/** The issuer of identity tokens of github.com (GitHub docs, "OpenID Connect reference"). */
const githubIssuer = 'https://token.actions.githubusercontent.com';
const workflow = /^[^/\s@]+\/[^/\s@]+\/\.github\/workflows\/[^/\s@]+\.ya?ml$/;
const commit = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;
/**
 * Makes the policy "released workflows, of this repository, on its default branch or a tag". All mistakes are reported together
 * (E_ATTEST_POLICY).
 *
 * A commit of a signer may come from a fork of its repository, which GitHub resolves too. That alone opens nothing: the run that
 * calls it has to be one of `repository`, on its default branch or a tag.
 */
function parsePolicy(input) {
    const wrong = [];
    const say = (message, cure) => void wrong.push({ code: 'E_ATTEST_POLICY', message, cure });
    const shape = 'Write OWNER/repository/.github/workflows/file.yml, without a ref';
    for (const signer of input.signers)
        if (!workflow.test(signer))
            say(`"${signer}" is no path of a workflow`, shape);
    if (input.signers.length === 0)
        say('no signer is named', shape);
    if (!/^[^/\s]+\/[^/\s]+$/.test(input.repository))
        say(`"${input.repository}" is no repository`, 'Write OWNER/name');
    if (!/^[^\s~^:?*[\\]+$/.test(input.defaultBranch))
        say(`"${input.defaultBranch}" is no branch`, 'Name the default branch, such as main');
    if (input.triggers.length === 0)
        say('no event is named', 'Name the events whose runs count, such as push');
    const { issuer = githubIssuer, server = 'https://github.com', signerBranch = 'main' } = input;
    for (const url of [issuer, server])
        if (!URL.canParse(url) || url.endsWith('/'))
            say(`"${url}" is no address`, 'Write https://HOST without a slash at the end');
    if (wrong.length > 0)
        return (0,build/* problems */.Bk)(...wrong);
    const { signers, repository, triggers } = input;
    const signerRefs = ['tags', 'commits', `refs/heads/${signerBranch}`];
    return (0,build.ok)({ issuer, server, signers, signerRefs, repository, sourceRefs: ['tags', `refs/heads/${input.defaultBranch}`], triggers });
}
/** Every reason why this identity does not count; none when it does. */
function checkIdentity(policy, identity) {
    return [checkIssuer(policy, identity), checkSigner(policy, identity), ...checkSource(policy, identity)].filter((problem) => problem !== undefined);
}
function checkIssuer({ issuer }, identity) {
    if (identity.issuer === issuer)
        return undefined;
    const message = `the signer's identity was vouched for by ${identity.issuer}, not by ${issuer}`;
    return { code: 'E_ATTEST_ISSUER', message, cure: 'Sign in a job of GitHub Actions of the server that the policy names' };
}
function checkSigner({ server, signers, signerRefs }, { signer }) {
    const at = signer.indexOf('@');
    const file = at === -1 ? signer : signer.slice(0, at);
    const ref = at === -1 ? '' : signer.slice(at + 1);
    if (!signers.some((path) => isSameFile(file, server, path))) {
        const message = `it was signed by ${signer}, not by ${signers.join(' or ')}`;
        return { code: 'E_ATTEST_SIGNER', message, cure: 'Build the image through that workflow, or name the signer that you trust' };
    }
    if (matchesRef(signerRefs, ref))
        return undefined;
    const message = `its signer ran at ${ref === '' ? 'no ref' : ref}, which is not ${describeRefs(signerRefs)}`;
    return { code: 'E_ATTEST_SIGNER_REF', message, cure: 'Call the workflow at a released tag or a full commit' };
}
function checkSource(policy, identity) {
    const { server, repository, sourceRefs, triggers } = policy;
    const own = identity.sourceRepository.toLowerCase() === `${server}/${repository}`.toLowerCase();
    return [
        own
            ? undefined
            : {
                code: 'E_ATTEST_REPOSITORY',
                message: `a run of ${identity.sourceRepository} signed it, not one of ${server}/${repository}`,
                cure: 'Let this repository build its own image',
            },
        matchesRef(sourceRefs, identity.sourceRef)
            ? undefined
            : {
                code: 'E_ATTEST_SOURCE_REF',
                message: `it was built for ${identity.sourceRef}, which is not ${describeRefs(sourceRefs)}`,
                cure: 'Build it on the default branch or on a tag',
            },
        triggers.includes(identity.trigger)
            ? undefined
            : {
                code: 'E_ATTEST_TRIGGER',
                message: `the event ${identity.trigger} built it; only ${triggers.join(', ')} ${triggers.length === 1 ? 'counts' : 'count'}`,
                cure: 'Build it in a run of an event whose code has been reviewed',
            },
    ];
}
/** Owners and repositories are the same in any case on GitHub, and tokens spell them as callers do; paths are not. */
function isSameFile(uri, server, path) {
    const [owner = '', name = '', ...rest] = path.split('/');
    const prefix = `${server}/${owner}/${name}/`;
    return uri.slice(0, prefix.length).toLowerCase() === prefix.toLowerCase() && uri.slice(prefix.length) === rest.join('/');
}
function matchesRef(rules, ref) {
    return rules.some((rule) => {
        if (rule === 'tags')
            return /^refs\/tags\/./.test(ref);
        return rule === 'commits' ? commit.test(ref) : rule === ref;
    });
}
function describeRefs(rules) {
    const names = rules.map((rule) => (rule === 'tags' ? 'a tag' : rule === 'commits' ? 'a full commit' : rule));
    return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

;// CONCATENATED MODULE: ./packages/attest/build/verify.js




async function loadVerifying() {
    const [{ bundleFromJSON }, { toSignedEntity, Verifier }] = await Promise.all([Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(40)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 1040, 19)), Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(463), __nccwpck_require__.e(187)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 4187, 19))]);
    return { bundleFromJSON, toSignedEntity, Verifier };
}
/** More than this is no statement of a build: 1 MiB. */
const largestBundle = 1024 * 1024;
/** A bundle of ours has one of each; each costs a verification. */
const verify_mostEntries = 8;
/**
 * Decides whether a bundle's statement counts. Pure: everything that it believes is in `trust`, and time is what the bundle's own
 * witnesses say. First the signature with its certificate, logs and timestamps; then, all reported together, who signed what.
 */
function judgeBundle(library, bytes, trust, wanted) {
    const signed = verifySignature(library, bytes, trust);
    if (!signed.ok)
        return (0,build/* err */._q)([signed.error]);
    const statement = parseStatement(signed.value.payload);
    if (!statement.ok)
        return (0,build/* err */._q)([statement.error]);
    const identity = readIdentity(signed.value.subject, signed.value.extensions, wanted.policy.server);
    if (!identity.ok)
        return (0,build/* err */._q)([identity.error]);
    const found = [...checkIdentity(wanted.policy, identity.value), ...checkStatement(statement.value, wanted)];
    return found.length === 0 ? (0,build.ok)({ statement: statement.value, signer: identity.value }) : (0,build/* problems */.Bk)(...found);
}
function checkStatement(statement, wanted) {
    if (statement.predicateType !== wanted.predicateType) {
        const message = `it states ${statement.predicateType}, not ${wanted.predicateType}`;
        return [{ code: 'E_ATTEST_PREDICATE_TYPE', message, cure: 'Sign a statement of the type that is asked for' }];
    }
    const found = [];
    if (!statement.subjects.some(({ digest }) => digest === wanted.subject)) {
        const message = `it is about ${statement.subjects.map(({ digest }) => digest).join(', ') || 'no digest'}, not about ${wanted.subject}`;
        found.push({ code: 'E_ATTEST_SUBJECT', message, cure: 'Sign a statement about this image' });
    }
    const objection = wanted.accept(statement.predicate);
    return objection === undefined ? found : [...found, objection];
}
/** Verifies signature, certificate, transparency log and timestamps, and nothing of what they mean. */
function verifySignature(library, bytes, trust) {
    const bundle = parseBundle(library, bytes);
    if (!bundle.ok)
        return bundle;
    const { content, verificationMaterial } = bundle.value;
    if (content.$case !== 'dsseEnvelope')
        return verify_unusable('holds no statement, but a bare signature');
    const { dsseEnvelope: envelope } = content;
    if (envelope.payloadType !== payloadType)
        return verify_unusable(`holds a payload of the type ${envelope.payloadType}, not ${payloadType}`);
    if (envelope.signatures.length !== 1)
        return verify_unusable(`holds ${envelope.signatures.length} signatures, not one`);
    if (verificationMaterial.content.$case === 'publicKey')
        return verify_unusable('was signed with a key of its own, not with a certificate');
    const entries = Math.max(verificationMaterial.tlogEntries.length, verificationMaterial.timestampVerificationData?.rfc3161Timestamps.length ?? 0);
    if (entries > verify_mostEntries)
        return verify_unusable(`holds ${entries} log entries or timestamps, more than ${verify_mostEntries}`);
    try {
        const thresholds = { tlogThreshold: trust.logEntries, ctlogThreshold: trust.certificateLogEntries, timestampThreshold: 1 };
        const { identity } = new library.Verifier(trust.material, thresholds).verify(library.toSignedEntity(bundle.value));
        const extensions = (identity?.oids ?? []).map(({ oid, value }) => ({ oid: oid?.id.join('.') ?? '', value }));
        return (0,build.ok)({ payload: envelope.payload.toString('utf8'), subject: identity?.subjectAlternativeName, extensions });
    }
    catch (error) {
        return (0,build/* err */._q)(verify_describe(error));
    }
}
function parseBundle(library, bytes) {
    if (bytes.length > largestBundle)
        return verify_unusable(`holds ${bytes.length} bytes, more than ${largestBundle}`);
    const document = statement_parseJson(new TextDecoder().decode(bytes));
    if (document === undefined)
        return verify_unusable('is no JSON');
    try {
        return (0,build.ok)(library.bundleFromJSON(document));
    }
    catch (error) {
        return verify_unusable(`is none of Sigstore's: ${messageOf(error)}`);
    }
}
function verify_unusable(what) {
    return (0,build/* err */._q)({ code: 'E_ATTEST_BUNDLE', message: `the bundle ${what}`, cure: 'Sign the image again with the builder workflow' });
}
const expired = 'certificate is not valid or expired at the specified date';
const again = 'Build and sign the image again with the builder workflow';
/** The library's errors in words that say what follows. Its own codes are in sigstore-js, packages/verify/src/error.ts. */
function verify_describe(error) {
    const { code = '', cause } = error;
    const said = messageOf(error);
    if (code === 'SIGNATURE_ERROR')
        return { code: 'E_ATTEST_SIGNATURE', message: 'the signature is not one of this payload', cure: again };
    if (code === 'TIMESTAMP_ERROR') {
        return { code: 'E_ATTEST_TIMESTAMP', message: `nobody who is trusted says when it was signed: ${said}`, cure: again };
    }
    if (code.startsWith('TLOG_'))
        return { code: 'E_ATTEST_LOG', message: `the transparency log does not confirm it: ${said}`, cure: again };
    if (code === 'CERTIFICATE_ERROR' && messageOf(cause) === expired) {
        return { code: 'E_ATTEST_EXPIRED', message: 'the certificate had expired, or was not valid yet, when it was signed', cure: again };
    }
    if (code === 'CERTIFICATE_ERROR') {
        const detail = cause === undefined ? said : `${said} (${messageOf(cause)})`;
        const cure = 'Sign with the Sigstore instance that is trusted here, or trust the one that signed';
        return { code: 'E_ATTEST_UNTRUSTED', message: `the certificate is not one of an authority that is trusted: ${detail}`, cure };
    }
    return { code: 'E_ATTEST_BUNDLE', message: `the bundle cannot be verified: ${said}`, cure: again };
}
function messageOf(error) {
    return error instanceof Error ? error.message : String(error);
}

;// CONCATENATED MODULE: ./packages/attest/build/sign.js




/** The media type of Sigstore bundles of version 0.3 (sigstore, "Sigstore Bundle Format"); as an artifact type it is what cosign looks for. */
const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
/**
 * Signs a statement with a key that lives for this one signature: Fulcio certifies it for the job's identity, the transparency log and
 * the timestamp authority witness it. What comes out has been verified against the trusted root. Refusals begin with `E_ATTEST_`.
 * Where the public instance would tell everybody the name of a private repository, it refuses before anything is sent (E_ATTEST_PRIVATE).
 */
async function signStatement(ports, sigstore, statement) {
    const token = await requestIdentityToken(ports);
    if (sigstore.isPublic && token.visibility !== undefined && token.visibility !== 'public')
        throw (0,build/* refuse */.TR)(describePrivate(token.visibility));
    const bytes = await createBundle(await sigstore.services(), token, statement);
    const verified = verifySignature(await loadVerifying(), bytes, await sigstore.trust());
    if (verified.ok)
        return { mediaType: bundleType, bytes, created: new Date(ports.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z') };
    const message = `what ${sigstore.name} signed does not verify: ${verified.error.message}`;
    throw (0,build/* refuse */.TR)({ code: 'E_ATTEST_MISMATCH', message, cure: 'See that the signing config and the trusted root are of the same instance' });
}
async function createBundle(services, token, statement) {
    const [builder, { bundleToJSON }] = await Promise.all([createBuilder(services, token), Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(40)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 1040, 19))]);
    try {
        const bundle = await builder.create({ data: Buffer.from(renderStatement(statement)), type: payloadType });
        return Buffer.from(JSON.stringify(bundleToJSON(bundle)));
    }
    catch (error) {
        throw sign_describe(error, services);
    }
}
async function createBuilder({ authority, log, timestamps }, token) {
    const { DSSEBundleBuilder, FulcioSigner, RekorWitness, TSAWitness } = await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(463), __nccwpck_require__.e(335), __nccwpck_require__.e(179)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 5179, 19));
    // Milliseconds for each try: a log of version 2 answers only once it has published.
    const patience = { timeout: 30_000, retry: { retries: 4, minTimeout: 500, maxTimeout: 8_000 } };
    const identityProvider = { getToken: async () => token.text };
    return new DSSEBundleBuilder({
        signer: new FulcioSigner({ fulcioBaseURL: authority.url, identityProvider, ...patience }),
        witnesses: [
            inTurn([
                ...(timestamps === undefined ? [] : [new TSAWitness({ tsaBaseURL: timestamps.url, ...patience })]),
                ...(log === undefined ? [] : [new RekorWitness({ rekorBaseURL: log.url, majorApiVersion: log.version, ...patience })]),
            ]),
        ],
    });
}
/** The library asks all at once: when one refuses, the tries of the others would go on after the refusal. The log, which forgets nothing, comes last. */
function inTurn(witnesses) {
    return {
        testify: async (content, publicKey) => {
            const said = [];
            for (const witness of witnesses)
                said.push(await witness.testify(content, publicKey));
            return {
                tlogEntries: said.flatMap(({ tlogEntries = [] }) => tlogEntries),
                rfc3161Timestamps: said.flatMap(({ rfc3161Timestamps = [] }) => rfc3161Timestamps),
            };
        },
    };
}
function describePrivate(visibility) {
    const message = `the repository is ${visibility}, and the log of Sigstore's public instance would show its name, workflow and commits to everybody, for ever`;
    const cure = 'Name a Sigstore instance of your own in COSIGN_TRUSTED_ROOT and COSIGN_SIGNING_CONFIG (naming the public one there means consent), or sign nothing';
    return { code: 'E_ATTEST_PRIVATE', message, cure };
}
/** The library's codes (sigstore-js, packages/sign/src/error.ts) as who failed. Its messages about tokens hold the token. */
function sign_describe(error, services) {
    const { code = '', cause } = error;
    const status = cause?.statusCode;
    const said = cause instanceof Error ? cause.message : 'no reason was given';
    const again = 'Run the job again later';
    if (code.startsWith('CA_')) {
        const knows = status !== undefined && status < 500 && status !== 429;
        const cure = knows ? 'See whether this authority accepts the identity tokens of this GitHub server' : again;
        return refusal('E_ATTEST_AUTHORITY', `the certificate authority ${services.authority.url} gave no certificate: ${said}`, cure);
    }
    if (code.startsWith('TLOG_'))
        return refusal('E_ATTEST_LOG', `the transparency log ${services.log?.url} took no entry: ${said}`, again);
    if (code.startsWith('TSA_'))
        return refusal('E_ATTEST_TIMESTAMP', `the timestamp authority ${services.timestamps?.url} gave no timestamp: ${said}`, again);
    return refusal('E_ATTEST_SIGNING', 'signing failed', again);
    function refusal(problem, message, cure) {
        return (0,build/* refuse */.TR)({ code: problem, message, cure }, { cause: error });
    }
}

;// CONCATENATED MODULE: ./packages/attest/build/find.js





/** Whoever may push may attach as much as they like; this many bundles are looked at, the newest first. */
const mostBundles = 32;
/**
 * Looks for a statement about an image that counts: each bundle that is attached to it is judged until one does. What is attached but
 * cannot be read or used is a reason among others, never an error. The registry's own refusal to list them is thrown, and so is a
 * trust root that cannot be had; that is asked for only when there is something to judge.
 */
async function findStatement(registry, repository, subject, search) {
    const attached = await registry.readReferrers(repository, subject, bundleType);
    const candidates = attached.filter((descriptor) => isCandidate(descriptor, search.predicateType)).sort(byAge);
    if (candidates.length === 0)
        return { ok: false, problems: [describeNone(repository, subject, search.predicateType)] };
    const [library, trust] = await Promise.all([loadVerifying(), search.sigstore.trust()]);
    const found = [];
    for (const descriptor of candidates.slice(0, mostBundles)) {
        const verdict = await find_judge(registry, repository, descriptor, { ...search, subject }, { library, trust });
        if (verdict.ok)
            return { ok: true, ...verdict.value };
        const file = renderReference({ ...repository, digest: descriptor.digest });
        found.push(...verdict.error.map((problem) => ({ ...problem, at: { file, ...problem.at } })));
    }
    if (candidates.length > mostBundles) {
        const message = `${candidates.length} statements are attached, and only the ${mostBundles} newest were looked at`;
        found.push({ code: 'E_ATTEST_MANY', message, cure: 'Remove those that do not count' });
    }
    return { ok: false, problems: found };
}
async function find_judge(registry, repository, descriptor, wanted, { library, trust }) {
    try {
        const bundle = await readBundle(registry, repository, descriptor);
        return bundle.ok ? judgeBundle(library, bundle.value, trust, wanted) : (0,build/* err */._q)([bundle.error]);
    }
    catch (error) {
        if (error instanceof build/* Refusal */.P_)
            return (0,build/* problems */.Bk)(...error.problems);
        throw error;
    }
}
async function readBundle(registry, repository, { digest }) {
    const manifest = await registry.readManifest({ ...repository, digest });
    const layer = manifest?.kind === 'image' ? manifest.layers[0] : undefined;
    if (layer === undefined)
        return find_unusable('it is listed, but holds no bundle');
    if (layer.size > largestBundle)
        return find_unusable(`it holds ${layer.size} bytes, more than ${largestBundle}`);
    return { ok: true, value: await registry.readBlob(repository, layer) };
}
/** A registry without the Referrers API lists only what its index repeats, so what says nothing is looked at too. */
function isCandidate({ artifactType, annotations }, predicateType) {
    if (artifactType !== undefined && artifactType !== bundleType)
        return false;
    const stated = annotations?.[predicateTypeAnnotation];
    return stated === undefined || stated === predicateType;
}
function byAge(one, other) {
    const [a, b] = [one, other].map(({ annotations }) => annotations?.[createdAnnotation] ?? '');
    return a === b ? 0 : (a ?? '') < (b ?? '') ? 1 : -1;
}
function describeNone(repository, subject, predicateType) {
    const message = `no signed statement of the type ${predicateType} is attached to ${renderReference({ ...repository, digest: subject })}`;
    return { code: 'E_ATTEST_NONE', message, cure: 'Build the image through the builder workflow, which signs it' };
}
function find_unusable(message) {
    return (0,build/* err */._q)({ code: 'E_ATTEST_BUNDLE', message, cure: 'Sign the image again with the builder workflow' });
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(7067);
;// CONCATENATED MODULE: ./packages/attest/build/signing-config.js



const mediaType = 'application/vnd.dev.sigstore.signingconfig.v0.2+json';
const kinds = [
    { member: 'caUrls', what: 'certificate authority', newest: 1 },
    { member: 'rekorTlogUrls', what: 'transparency log', newest: 2 },
    { member: 'tsaUrls', what: 'timestamp authority', newest: 1 },
];
/**
 * Reads a signing_config.json of version 0.2 (sigstore protobuf-specs, sigstore_trustroot.proto, SigningConfig) and chooses as it asks:
 * of the services that are valid at `now` (milliseconds since 1970) and whose API is known, the newest API, then the latest start.
 * The selectors ANY and EXACT 1 mean one service; others are refused. All problems together, as E_ATTEST_SIGNING_CONFIG.
 */
function parseSigningConfig(text, file, now) {
    const wrong = [];
    const cure = 'Take the signing_config.json of the Sigstore instance, version 0.2; `cosign signing-config create` writes one';
    const say = (what) => void wrong.push({ code: 'E_ATTEST_SIGNING_CONFIG', message: `the signing config ${what}`, cure, at: { file } });
    const document = statement_parseJson(text);
    if (!isObject(document)) {
        say('is no JSON object');
        return (0,build/* problems */.Bk)(...wrong);
    }
    if (document['mediaType'] !== mediaType)
        say(`has the media type ${JSON.stringify(document['mediaType'])}, not ${mediaType}`);
    const [authority, log, timestamps] = kinds.map((kind) => signing_config_choose(document, kind, now, say));
    const wantsLog = wants(document, 'rekorTlogConfig', say);
    const wantsTime = wants(document, 'tsaConfig', say);
    if (authority === undefined)
        say('has no certificate authority (caUrls) that is valid now');
    if (wantsLog && log === undefined)
        say('has no transparency log (rekorTlogUrls) that is valid now');
    if (wantsTime && timestamps === undefined)
        say('has no timestamp authority (tsaUrls) that is valid now');
    const timed = wantsTime || (wantsLog && log?.version !== 2);
    if (!timed)
        say('names nobody who says when something was signed: neither a timestamp authority nor a log of version 1');
    if (authority === undefined || wrong.length > 0)
        return (0,build/* problems */.Bk)(...wrong);
    return (0,build.ok)({ authority, log: wantsLog ? log : undefined, timestamps: wantsTime ? timestamps : undefined });
}
function wants(document, member, say) {
    const config = document[member];
    if (config === undefined || config === null)
        return false;
    const { selector, count } = isObject(config) ? config : {};
    if (selector === 'ANY' || (selector === 'EXACT' && (count === undefined || count === 1)))
        return true;
    say(`asks in ${member} for ${JSON.stringify(selector)}; only ANY, or EXACT with 1, is known here`);
    return false;
}
function signing_config_choose(document, kind, now, say) {
    const list = document[kind.member] ?? [];
    const known = (Array.isArray(list) ? list : [undefined]).flatMap((service, position) => {
        const where = `${kind.member}[${position}]`;
        const { url, majorApiVersion, validFor } = isObject(service) ? service : {};
        if (typeof url !== 'string' || !isUsable(url)) {
            say(`has in ${where} no https address`);
            return [];
        }
        if (typeof majorApiVersion !== 'number') {
            say(`has in ${where} no majorApiVersion`);
            return [];
        }
        const start = timeAt(validFor, 'start') ?? Number.NEGATIVE_INFINITY;
        const valid = start <= now && now <= (timeAt(validFor, 'end') ?? Number.POSITIVE_INFINITY);
        return valid && majorApiVersion <= kind.newest ? [{ url: url.replace(/\/$/, ''), version: majorApiVersion, start }] : [];
    });
    const [best] = known.sort((a, b) => b.version - a.version || b.start - a.start);
    return best && { url: best.url, version: best.version };
}
/** Identity tokens and signatures go there: in the clear only on the machine itself. */
function isUsable(text) {
    if (!URL.canParse(text))
        return false;
    const { protocol, host } = new URL(text);
    return protocol === 'https:' || (protocol === 'http:' && isLoopbackRegistry(host));
}
function timeAt(value, name) {
    const text = isObject(value) ? value[name] : undefined;
    const time = typeof text === 'string' ? Date.parse(text) : Number.NaN;
    return Number.isNaN(time) ? undefined : time;
}

;// CONCATENATED MODULE: ./packages/attest/build/trusted-root.js



const trusted_root_mediaType = /^application\/vnd\.dev\.sigstore\.trustedroot(?:\+json;version=0\.1|\.v0\.[0-9]+\+json)$/;
/**
 * Reads a trusted_root.json (sigstore protobuf-specs, sigstore_trustroot.proto, TrustedRoot). Every certificate and key is looked at,
 * and all problems are reported together with their places (E_ATTEST_TRUSTED_ROOT). `file` is what problems call it.
 */
async function parseTrustedRoot(text, file) {
    const document = statement_parseJson(text);
    if (!isObject(document))
        return (0,build/* problems */.Bk)(trusted_root_problem(file, 'is no JSON object'));
    const found = [...checkShape(document), ...checkAuthorities(document), ...checkLogs(document)].map((what) => trusted_root_problem(file, what));
    if (found.length > 0)
        return (0,build/* problems */.Bk)(...found);
    const [{ TrustedRoot }, { toTrustMaterial }] = await Promise.all([__nccwpck_require__.e(/* import() */ 654).then(__nccwpck_require__.t.bind(__nccwpck_require__, 9654, 19)), Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(463), __nccwpck_require__.e(187)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 4187, 19))]);
    try {
        const material = toTrustMaterial(TrustedRoot.fromJSON(document));
        return (0,build.ok)({ material, logEntries: Math.min(1, material.tlogs.length), certificateLogEntries: Math.min(1, material.ctlogs.length) });
    }
    catch (error) {
        return (0,build/* problems */.Bk)(trusted_root_problem(file, `cannot be used: ${error instanceof Error ? error.message : String(error)}`));
    }
}
function checkShape(document) {
    const type = document['mediaType'];
    const wrong = [];
    if (typeof type !== 'string' || !trusted_root_mediaType.test(type))
        wrong.push(`has the media type ${JSON.stringify(type)}, which is no trusted root's`);
    if (listAt(document, 'certificateAuthorities').length === 0)
        wrong.push('names no certificate authority (certificateAuthorities)');
    // Without either nobody says when something was signed, and a certificate lives for ten minutes.
    if (listAt(document, 'tlogs').length === 0 && listAt(document, 'timestampAuthorities').length === 0) {
        wrong.push('names neither a transparency log (tlogs) nor a timestamp authority (timestampAuthorities)');
    }
    return wrong;
}
function checkAuthorities(document) {
    return ['certificateAuthorities', 'timestampAuthorities'].flatMap((name) => listAt(document, name).flatMap((authority, position) => {
        const where = `${name}[${position}]`;
        const certificates = listAt(objectAt(authority, 'certChain'), 'certificates');
        if (certificates.length === 0)
            return [`${where} has no certificates`];
        return certificates.flatMap((certificate, index) => reads(certificate, (bytes) => new external_node_crypto_.X509Certificate(bytes)) ? [] : [`${where}.certChain.certificates[${index}] is no certificate`]);
    }));
}
function checkLogs(document) {
    return ['tlogs', 'ctlogs'].flatMap((name) => listAt(document, name).flatMap((log, position) => {
        const where = `${name}[${position}]`;
        const key = objectAt(log, 'publicKey');
        const rsa = String(key['keyDetails']).startsWith('PKCS1_');
        const usable = reads(key, (bytes) => (0,external_node_crypto_.createPublicKey)({ key: bytes, format: 'der', type: rsa ? 'pkcs1' : 'spki' }));
        const id = objectAt(log, 'logId')['keyId'];
        return [
            ...(usable ? [] : [`${where}.publicKey is no public key`]),
            ...(typeof id === 'string' && id !== '' ? [] : [`${where} has no logId`]),
            ...(name === 'ctlogs' || typeof objectAt({ log }, 'log')['baseUrl'] === 'string' ? [] : [`${where} has no baseUrl`]),
        ];
    }));
}
function reads(holder, read) {
    const text = isObject(holder) ? holder['rawBytes'] : undefined;
    if (typeof text !== 'string' || text === '')
        return false;
    try {
        read(Buffer.from(text, 'base64'));
        return true;
    }
    catch {
        return false;
    }
}
function listAt(value, name) {
    const list = isObject(value) ? value[name] : undefined;
    return Array.isArray(list) ? list : [];
}
function objectAt(value, name) {
    const inner = isObject(value) ? value[name] : undefined;
    return isObject(inner) ? inner : {};
}
function trusted_root_problem(file, what) {
    const cure = 'Take the trusted_root.json of the Sigstore instance; `cosign trusted-root create` writes one';
    return { code: 'E_ATTEST_TRUSTED_ROOT', message: `the trusted root ${what}`, cure, at: { file } };
}

;// CONCATENATED MODULE: ./packages/attest/build/sigstore.js




/** cosign's own names (cosign v3 binds each flag to `COSIGN_` and the flag): files of a Sigstore instance other than the public one. */
const trustedRootVariable = 'COSIGN_TRUSTED_ROOT';
const signingConfigVariable = 'COSIGN_SIGNING_CONFIG';
/**
 * Opens the instance that the job's environment names in COSIGN_TRUSTED_ROOT (trusted_root.json) and COSIGN_SIGNING_CONFIG
 * (signing_config.json), else Sigstore's public good instance, whose files come through TUF. Verifying alone needs only the root.
 * Refuses a root that cannot be read or used, and a config without a root (E_ATTEST_TRUSTED_ROOT); a config of the same kind when it is
 * asked where to sign (E_ATTEST_SIGNING_CONFIG).
 */
async function openSigstore(ports) {
    const root = ports.job.variable(trustedRootVariable) ?? '';
    const config = ports.job.variable(signingConfigVariable) ?? '';
    if (root === '' && config === '')
        return openPublic(ports);
    if (root === '') {
        const message = `${signingConfigVariable} names where to sign, but ${trustedRootVariable} does not say whom to trust`;
        throw (0,build/* refuse */.TR)({ code: 'E_ATTEST_TRUSTED_ROOT', message, cure: `Set ${trustedRootVariable} to the trusted_root.json of the same instance` });
    }
    const trust = (0,build/* unwrap */.oA)(await parseTrustedRoot(await readNamed(ports, trustedRootVariable, root, 'E_ATTEST_TRUSTED_ROOT'), root));
    return {
        name: `the Sigstore instance of ${root}`,
        isPublic: false,
        trust: async () => trust,
        services: once(async () => {
            if (config === '') {
                const message = `${trustedRootVariable} is set, but ${signingConfigVariable} is not: nothing says where to sign`;
                throw (0,build/* refuse */.TR)({ code: 'E_ATTEST_SIGNING_CONFIG', message, cure: `Set ${signingConfigVariable} to the signing_config.json of the same instance` });
            }
            const text = await readNamed(ports, signingConfigVariable, config, 'E_ATTEST_SIGNING_CONFIG');
            return (0,build/* unwrap */.oA)(parseSigningConfig(text, config, ports.clock.now()));
        }),
    };
}
async function readNamed(ports, variable, file, code) {
    try {
        return await ports.files.readText(file);
    }
    catch (cause) {
        const cure = 'Name a file that is there, or unset the variable';
        throw (0,build/* refuse */.TR)({ code, message: `${variable} names ${file}, which cannot be read`, cure }, { cause });
    }
}
/** The public good instance; `start` opens the client that reads its files. */
function openPublic(ports, start = startTuf) {
    const targets = once(() => start(ports));
    const read = async (name) => {
        try {
            return await (await targets()).getTarget(name);
        }
        catch (cause) {
            const said = cause instanceof Error ? reasonOf(cause) : String(cause);
            const cure = `Run the job again; where the network forbids tuf-repo-cdn.sigstore.dev, name the files in ${trustedRootVariable} and ${signingConfigVariable}`;
            throw (0,build/* refuse */.TR)({ code: 'E_ATTEST_TUF', message: `cannot read Sigstore's ${name}: ${said}`, cure }, { cause });
        }
    };
    const config = 'signing_config.v0.2.json';
    return {
        name: "Sigstore's public good instance",
        isPublic: true,
        trust: once(async () => (0,build/* unwrap */.oA)(await parseTrustedRoot(await read('trusted_root.json'), 'trusted_root.json'))),
        services: once(async () => (0,build/* unwrap */.oA)(parseSigningConfig(await read(config), config, ports.clock.now()))),
    };
}
/** The library brings the root of trust of the day it was released, and follows the chain of roots from there. */
async function startTuf(ports) {
    const { initTUF } = await Promise.all(/* import() */[__nccwpck_require__.e(654), __nccwpck_require__.e(335), __nccwpck_require__.e(694)]).then(__nccwpck_require__.t.bind(__nccwpck_require__, 4423, 19));
    // It uses `fetch`, which goes through the proxy that the environment names only when it is told to (Node.js 24.14).
    external_node_http_.setGlobalProxyFromEnv?.();
    // A folder of this step's own: a cached root would be believed as it stands.
    return initTUF({ cachePath: await ports.files.makeTemporary('sigstore-'), timeout: 10_000, retry: { retries: 3 } });
}
function reasonOf(error) {
    return error.cause instanceof Error ? `${error.message} (${error.cause.message})` : error.message;
}
function once(make) {
    let made;
    return () => {
        made ??= make();
        return made;
    };
}

;// CONCATENATED MODULE: ./packages/attest/build/index.js







;// CONCATENATED MODULE: ./actions/builder-image/build/trust.js
/** Events whose workflow file and sources both come from the ref that they name. `pull_request_target` runs on the default branch for what a stranger wrote. */
const trustedEvents = ['push', 'workflow_dispatch', 'schedule', 'release'];
/**
 * Decides by the event and its ref whether what this run builds may be used by others. Whoever may open a pull request or push a
 * branch could otherwise plant an image under a key that the default branch meets later.
 */
function decideTrust({ eventName, ref, event }) {
    const defaultBranch = defaultBranchOf(event);
    const onDefaultBranch = defaultBranch !== undefined && ref === `refs/heads/${defaultBranch}`;
    const say = (trusted, reason) => ({ trusted, onDefaultBranch, defaultBranch, reason });
    if (!trustedEvents.includes(eventName))
        return say(false, `the event ${eventName} may run what nobody has reviewed`);
    if (ref.startsWith('refs/tags/'))
        return say(true, `${ref} is a tag`);
    if (onDefaultBranch)
        return say(true, `${ref} is the default branch`);
    return say(false, `${ref} is neither the default branch${defaultBranch === undefined ? '' : ` (${defaultBranch})`} nor a tag`);
}
function defaultBranchOf(event) {
    const { repository } = (event ?? {});
    const name = repository?.default_branch;
    return typeof name === 'string' && name !== '' ? name : undefined;
}

;// CONCATENATED MODULE: ./actions/builder-image/build/proof.js




/** What a statement of a builder image says: `{key}` of an index, `{key, platform}` of one platform's image. */
const predicateType = 'https://slipway.dev/builder/v1';
const proof_nothing = { check: async () => [], sign: async () => { } };
/**
 * On the default branch and on tags, where a signer is named, an image counts only with the signed statement that this workflow built
 * it for this key; and what is built is signed. In every other run nobody relies on what is hit, and no statement is made.
 */
function createProof(ports, registry, recipe, signer) {
    if (signer === undefined || !recipe.trust.trusted)
        return proof_nothing;
    const { repository: own, serverUrl: server } = ports.job;
    const policy = (0,build/* unwrap */.oA)(parsePolicy({ signers: [signer], repository: own, server, defaultBranch: recipe.trust.defaultBranch ?? 'main', triggers: trustedEvents }));
    let opened;
    const sigstore = () => (opened ??= openSigstore(ports));
    return {
        check: async (repository, subject, platform) => {
            const accept = (predicate) => checkPredicate(predicate, recipe.key, platform);
            const found = await findStatement(registry, repository, subject, { sigstore: await sigstore(), policy, predicateType, accept });
            if (found.ok)
                ports.log.info(`${renderReference({ ...repository, digest: subject })} was signed by ${found.signer.signer}`);
            return found.ok ? [] : found.problems;
        },
        sign: async (subject, platform) => {
            const predicate = { key: recipe.key, ...(platform === undefined ? {} : { platform }) };
            const name = renderRepository(recipe.repository);
            const bundle = await signStatement(ports, await sigstore(), { subjects: [{ name, digest: subject.digest }], predicateType, predicate });
            await publishBundle(registry, recipe.repository, subject, bundle, predicateType);
            ports.log.info(`signed ${name}@${subject.digest}${platform === undefined ? '' : ` (${platform})`} for the key ${recipe.key}`);
        },
    };
}
/** An image of another key, or of another platform of this key, is as wrong as a stranger's. */
function checkPredicate(predicate, key, platform) {
    const said = (predicate ?? {});
    const cure = 'It is built anew. See who else writes to this repository';
    if (said.key !== key)
        return { code: 'E_BUILDER_STATEMENT', message: `the statement is for the key ${String(said.key)}, not for ${key}`, cure };
    if (said.platform === platform)
        return undefined;
    const [is, wanted] = [said.platform, platform].map((each) => (each === undefined ? 'the index' : String(each)));
    return { code: 'E_BUILDER_STATEMENT', message: `the statement is for ${is}, not for ${wanted}`, cure };
}

;// CONCATENATED MODULE: ./actions/builder-image/build/publish.js




/**
 * Makes the index over exactly the declared platforms, proves it, and names it: the key's own tag first, moving tags last. Nothing is
 * written before every child is known to be what it should be.
 * @param images of the platforms that are built
 */
async function publishIndex(registry, recipe, images, proof, plan) {
    const index = await assembleIndex(registry, recipe, images);
    const subject = describeManifest(index);
    await publishInputs(registry, recipe, subject);
    await proof.sign(subject);
    await writeTags(registry, recipe, index, [recipe.key, ...plan.tags]);
    return index;
}
/** Each child's platform is read from its own config: a tag proves nothing. */
async function assembleIndex(registry, recipe, images) {
    const children = [];
    for (const [declared, manifest] of images) {
        const { platform } = await registry.readConfig(recipe.repository, manifest);
        children.push({ descriptor: describeManifest(manifest), declared, actual: platform });
    }
    return (0,build/* unwrap */.oA)(planIndex({ children, platforms: recipe.platforms, annotations: sharedAnnotations(images, recipe.key) }));
}
/** Writes tags and reads each back: that something else moved it meanwhile is seen, and said. */
async function writeTags(registry, recipe, manifest, tags) {
    if (tags.length === 0)
        return;
    await registry.putTags(recipe.repository, manifest, tags);
    const problems = [];
    for (const tag of tags) {
        const now = await registry.readDigest({ ...recipe.repository, tag });
        if (now === manifest.digest)
            continue;
        const message = `${renderReference({ ...recipe.repository, tag })} should name ${manifest.digest}, but names ${now ?? 'nothing'}: something else moved it meanwhile`;
        problems.push({ code: 'E_BUILDER_RACE', message, cure: 'Let one job at a time publish this key (concurrency), and run this one again' });
    }
    const [first] = problems;
    if (first !== undefined)
        throw (0,build/* refuse */.TR)(first);
}
function logPin(ports, recipe, index) {
    ports.log.info(`Pin it: ${renderReference({ ...recipe.repository, digest: index.digest })}`);
}

;// CONCATENATED MODULE: ./actions/builder-image/build/read-source.js



async function readSource(files, paths) {
    const containerfile = paths.containerfile ?? (await findContainerfile(files, paths.context));
    const found = [...(await read_source_missing(files, paths.versions, 'file', 'versions-file')), ...(await read_source_missing(files, paths.context, 'directory', 'context'))];
    found.push(...(await read_source_missing(files, containerfile, 'file', 'containerfile')));
    if (found.length > 0)
        throw new build/* Refusal */.P_(found);
    const path = external_node_path_.posix.relative(files.resolve(paths.context), files.resolve(containerfile));
    return {
        versions: { file: paths.versions, text: await files.readText(paths.versions) },
        containerfile: { file: containerfile, path, text: await files.readText(containerfile) },
        ignore: await readIgnore(files, paths.context, path),
        listing: await files.readTree(paths.context),
    };
}
async function findContainerfile(files, context) {
    const [first = '', second = ''] = ['Containerfile', 'Dockerfile'].map((name) => `${context}/${name}`);
    return (await files.info(first)) === undefined && (await files.info(second)) !== undefined ? second : first;
}
async function read_source_missing(files, path, kind, input) {
    const info = await files.info(path);
    if (info?.kind === kind || info?.kind === 'link')
        return [];
    const message = info === undefined ? `${path} is not there` : `${path} is no ${kind === 'file' ? 'file' : 'folder'}`;
    return [{ code: 'E_BUILDER_SOURCE', message, cure: 'Check the repository out before this step, and name what is in it', at: { input } }];
}
async function readIgnore(files, context, containerfile) {
    for (const name of ignoreFiles(containerfile)) {
        const file = external_node_path_.posix.join(context, name);
        if ((await files.info(file)) !== undefined)
            return { file, text: await files.readText(file) };
    }
    return undefined;
}

;// CONCATENATED MODULE: ./actions/builder-image/build/reproduce.js
var reproduce_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var reproduce_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});






/** How many differing files are named. */
const shown = 50;
/**
 * Builds a platform's image once more from the same inputs and compares it with the published one, file by file. The time of the image is
 * taken from the published one, since it stems from the commit that first built the key.
 * @returns the differences; empty when the two are the same
 */
async function verifyReproducible(job, published, wanted, ports) {
    const platform = wanted ?? (0,build/* unwrap */.oA)((0,build/* parsePlatform */.FL)(`linux/${ports.job.platform.split('/')[1] ?? ''}`));
    const digest = published.index.manifests.find((each) => each.platform === platform)?.digest;
    if (digest === undefined)
        throw (0,build/* refuse */.TR)(notThere(platform, published.index));
    const image = await readImage(job, published.repository, digest);
    const folder = await ports.files.makeTemporary('reproduce');
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const auth = renderAuthFile([{ location: job.registry.locate(published.repository), credential: job.credential }]);
            const engine = reproduce_addDisposableResource(env_1, (await detectEngine(ports, { preference: job.engine, auth })).engine, true);
            const epoch = epochOf(image);
            const built = await ports.log.group(`build ${platform} again with ${engine.name}`, () => buildLayout(job, engine, platform, epoch, `${folder}/built`, ports));
            if (built.image.digest === digest)
                return [];
            const from = { kind: 'repository', repository: published.repository, at: digest };
            await copyImage(ports, job.registry, { from, to: { kind: 'layout', folder: `${folder}/published` }, fromCredential: job.credential });
            return await compareImages(ports.files, `${folder}/published`, built.folder);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = reproduce_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    finally {
        await ports.files.remove(folder);
    }
}
async function readImage({ registry }, repository, digest) {
    const manifest = await registry.readManifest({ ...repository, digest });
    if (manifest?.kind === 'image')
        return manifest;
    const message = `${renderReference({ ...repository, digest })} ${manifest === undefined ? 'is not there' : 'is no image'}`;
    throw (0,build/* refuse */.TR)({ code: 'E_BUILDER_CHILD', message, cure: 'Build the image again: delete the tag of its key, and run ensure' });
}
function notThere(platform, index) {
    const there = index.manifests.flatMap((each) => (each.platform === undefined ? [] : [each.platform])).join(', ');
    return { code: 'E_BUILDER_PLATFORM', message: `the published image has no ${platform}, only ${there}`, cure: 'Name one of them', at: { input: 'platform' } };
}
function epochOf(image) {
    const created = Date.parse(image.annotations['org.opencontainers.image.created'] ?? '');
    if (!Number.isNaN(created))
        return created / 1000;
    const cure = 'Build it anew with this action, which writes down the time that it gave to everything in the image';
    throw (0,build/* refuse */.TR)({ code: 'E_BUILDER_CHILD', message: 'the published image does not say of which time it is', cure });
}
function renderDifferences(differences) {
    const rows = differences.slice(0, shown).map(({ path, what }) => [renderCode(path), what]);
    const more = differences.length > shown ? `\n\nand ${differences.length - shown} more` : '';
    return `${renderTable(['file', 'differs in'], rows)}${more}`;
}
function differenceProblem(differences) {
    const named = differences.slice(0, 5).map(({ path, what }) => `${path} (${what})`);
    const message = `two builds of one key differ in ${differences.length === 1 ? 'one file' : `${differences.length} files`}: ${named.join(', ')}`;
    const cure = 'See what writes times, random names or the order of files into them; SOURCE_DATE_EPOCH is set in the build';
    return { code: 'E_BUILDER_REPRODUCIBLE', message, cure };
}

;// CONCATENATED MODULE: ./actions/builder-image/build/summary.js



/** The plan, why, and the result: for the person who asks why this took twenty minutes today. */
function summarise(ports, shown) {
    const { plan, recipe, mode, dryRun } = shown;
    const heading = plan.digest === undefined ? `builder: ${dryRun ? 'dry run of ' : ''}${mode}` : 'builder: found';
    const state = shown.container === '' ? 'not there yet' : renderCode(shown.container);
    const parts = [`### ${heading}`, state, `key ${renderCode(recipe.key)}`, drawChain(shown), renderPlatforms(shown), ...why(shown)];
    if (!recipe.trust.trusted)
        parts.push(`Kept in ${renderCode(renderRepository(recipe.repository))}, because ${recipe.trust.reason}.`);
    ports.summary.add(parts.join('\n\n'));
}
function renderPlatforms({ recipe, plan, digests }) {
    const rows = recipe.platforms.map((platform) => {
        const digest = digests.get(platform);
        const how = plan.digests.has(platform) ? 'found' : digest === undefined ? 'not built yet' : 'built';
        return [platform, how, digest === undefined ? '' : renderCode(digest)];
    });
    return renderTable(['platform', 'state', 'image'], rows);
}
function why({ explanation, rejected, plan }) {
    const parts = rejected.map(({ message }) => `⚠️ ${message}.`);
    if (plan.digest !== undefined)
        return parts;
    if (explanation === undefined)
        return parts;
    const cell = (value) => (value === undefined ? '' : renderCode(value));
    const rows = explanation.changes.map(({ what, name, how, from, to }) => [what, renderCode(name), how, cell(from), cell(to)]);
    const title = `What changed since ${renderCode(explanation.tag)} (key ${renderCode(explanation.previous)}):`;
    return [...parts, title, renderTable(['kind', 'input', 'change', 'was', 'is'], rows)];
}
/** versions.env → key → each platform → index → tags. */
function drawChain({ recipe, plan, digests, digest }) {
    const children = recipe.platforms.map((platform) => {
        const how = plan.digests.has(platform) ? 'found' : digests.has(platform) ? 'built' : 'missing';
        return { id: platform, label: `${platform}\n${how}`, state: digests.has(platform) ? 'good' : 'idle' };
    });
    const tags = [...new Set([...recipe.versionTags, ...recipe.movingTags])].join(', ');
    const nodes = [
        { id: 'key', label: `key ${recipe.key.slice(0, 12)}`, state: 'good' },
        ...children,
        { id: 'index', label: digest === '' ? 'index' : `index\n${digest.slice(0, 19)}`, state: digest === '' ? 'idle' : 'good' },
        ...(tags === '' ? [] : [{ id: 'tags', label: tags, state: digest === '' ? 'idle' : 'good' }]),
    ];
    const edges = [
        ...recipe.platforms.flatMap((platform) => [
            { from: 'key', to: platform },
            { from: platform, to: 'index' },
        ]),
        ...(tags === '' ? [] : [{ from: 'index', to: 'tags' }]),
    ];
    return renderGraph(nodes, edges);
}
/** The same for the log, one line a change. */
function explainLines(explanation) {
    if (explanation === undefined)
        return [];
    const changes = explanation.changes.slice(0, 20).map((change) => `  ${renderChange(change)}`);
    const more = explanation.changes.length > 20 ? [`  and ${explanation.changes.length - 20} more`] : [];
    return [`what changed since ${explanation.tag} (key ${explanation.previous}):`, ...changes, ...more];
}

;// CONCATENATED MODULE: ./actions/builder-image/build/wait.js


const shortest = 5_000;
const wait_longest = 60_000;
/**
 * Looks again until another run has published an image that counts here, or the time is over: for pipelines without a lock on the key.
 * Not an error in the end: the image is then built here.
 * @param probe the digest that the key's tag names: one request a place, and all that is asked while nothing is there
 * @param look everything; asked again when the digest is another one, and now and then while it does not count
 * @param patience milliseconds
 */
async function waitForImage(recipe, { probe, look }, patience, ports) {
    const { clock, log, signal } = ports;
    const start = clock.now();
    const until = start + patience;
    const name = renderReference({ ...recipe.repository, tag: recipe.key });
    // In this order: what comes between the two is then in the second.
    let seen = await probe();
    let facts = await look();
    let looked = clock.now();
    for (let pause = shortest; facts.hit === undefined; pause = Math.min(pause * 1.5, wait_longest)) {
        const left = until - clock.now();
        if (left <= 0 || signal.aborted) {
            log.info(`${name} did not come within ${markdown_renderSeconds(patience / 1000)}: this run goes on without it`);
            // What was anchored meanwhile need not be built again.
            return look();
        }
        const next = Math.min(pause, left);
        log.info(`${name} is not there after ${markdown_renderSeconds((clock.now() - start) / 1000)}; the next look is in ${markdown_renderSeconds(next / 1000)}`);
        await clock.sleep(next);
        const digest = await probe();
        // What did not count may count later under the same digest: its statement or an image of it may come back.
        if (digest !== undefined && (digest !== seen || clock.now() - looked >= 5 * wait_longest)) {
            facts = await look();
            looked = clock.now();
        }
        seen = digest;
    }
    return facts;
}

;// CONCATENATED MODULE: ./actions/builder-image/build/run.js
















/** @param prove makes and judges the statements; another one for tests of what happens around them */
async function run_run(inputs, ports, prove = createProof) {
    const registry = await openRegistry(ports, { username: inputs.username, password: inputs.token });
    const recipe = await readRecipe(inputs, registry, ports);
    const proof = prove(ports, registry, recipe, inputs.signer);
    // Where a hit costs more than one request anyway, its images are looked for too.
    const wanted = { anchors: inputs['hand-over'] === 'registry', children: inputs.signer !== undefined };
    const look = () => readFacts(registry, recipe, proof, wanted);
    const waits = inputs.mode === 'plan' ? inputs['wait-for'] : undefined;
    const facts = waits === undefined ? await look() : await waitForImage(recipe, { probe: () => readContentDigest(registry, recipe), look }, waits, ports);
    for (const problem of facts.rejected)
        ports.log.warning(problem);
    const explanation = facts.hit === undefined ? await explain_explain(registry, recipe, facts.tags) : undefined;
    for (const line of explainLines(explanation))
        ports.log.info(line);
    const plan = planOrExplain(recipe, facts, inputs, explanation);
    for (const line of renderPlan(recipe, plan, inputs))
        ports.log.info(line);
    const work = { inputs, ports, recipe, registry, proof, look, facts, plan, explanation };
    const state = inputs['dry-run'] ? plannedState(work) : await perform(work);
    if (inputs['dry-run'])
        ports.log.info('dry run: nothing was built or changed');
    const outputs = outputsOf(work, state);
    const { digest, container } = outputs;
    summarise(ports, { ...work, mode: inputs.mode, dryRun: inputs['dry-run'], rejected: facts.rejected, digests: state.images, digest, container });
    return outputs;
}
async function readRecipe(inputs, registry, ports) {
    const { files, log } = ports;
    const source = await readSource(files, { versions: inputs['versions-file'], context: inputs.context, containerfile: inputs.containerfile });
    const draft = (0,build/* unwrap */.oA)(planDraft(inputs, source, decideTrust(ports.job)));
    for (const problem of draft.closure.warnings)
        log.warning(problem);
    const chosen = new Set(draft.closure.paths);
    const paths = source.listing.filter(({ path, kind }) => kind === 'file' && chosen.has(path)).map(({ path }) => path);
    const [contents, bases] = await Promise.all([files.digests(inputs.context, paths), resolveBases(registry, draft)]);
    const recipe = finishRecipe(draft, contents, bases);
    log.info(`key: ${recipe.key} (of ${paths.length} files, ${bases.size} base images)`);
    log.info(`${draft.trust.trusted ? 'trusted' : 'not trusted'}: ${draft.trust.reason}`);
    return recipe;
}
/** A version's tag that names another key is refused together with what changed: that is the whole story at two in the morning. */
function planOrExplain(recipe, facts, inputs, explanation) {
    const planned = planBuilder(recipe, facts, inputs['move-tags']);
    if (planned.ok)
        return planned.value;
    const changes = explainLines(explanation)
        .slice(1)
        .map((line) => line.trim());
    if (changes.length === 0)
        throw new build/* Refusal */.P_(planned.error);
    throw new build/* Refusal */.P_(planned.error.map((problem) => ({ ...problem, message: `${problem.message}; what changed: ${changes.join('; ')}` })));
}
async function perform(work) {
    switch (work.inputs.mode) {
        case 'plan':
            work.ports.log.notice(sayWhatIsThere(work));
            return plannedState(work);
        case 'build': {
            const built = await run_build(work);
            return { digest: work.plan.digest, images: new Map([...work.plan.digests, ...digestsOf(built)]), tagged: isTagged(work.plan) };
        }
        case 'publish':
            return publish(work, work.facts.anchors);
        case 'ensure':
            return ensure(work);
        case 'verify-reproducible':
            return reproduce(work);
    }
}
/** A build takes long: what tags and anchors name is looked at again after it, so that what another run made meanwhile is used, and nothing moved. */
async function ensure(work) {
    const { inputs, recipe, look, explanation } = work;
    const built = await run_build(work);
    if (built.size === 0)
        return publish(work, work.facts.anchors);
    const facts = await look();
    const plan = planOrExplain(recipe, facts, inputs, explanation);
    return publish({ ...work, facts, plan }, new Map([...built, ...facts.anchors]));
}
function sayWhatIsThere({ plan, recipe }) {
    if (plan.digest !== undefined)
        return `builder: found ${recipe.key}`;
    return `builder: ${recipe.key} is not there; ${plan.missing.length === 0 ? 'all platforms are built already' : `${plan.missing.join(', ')} will be built`}`;
}
function jobOf({ inputs, ports, recipe, registry, proof }) {
    const credential = { username: inputs.username, password: inputs.token };
    const { engine, cache, licenses } = inputs;
    return { recipe, registry, proof, credential, engine, cache, licenses, handOver: inputs['hand-over'], context: ports.files.resolve(inputs.context) };
}
async function run_build(work) {
    const { inputs, ports, plan } = work;
    const platforms = platformsToBuild(plan, inputs);
    if (platforms.length === 0 && plan.digest === undefined)
        ports.log.info('everything that was asked for is built already');
    return buildPlatforms(jobOf(work), platforms, ports);
}
async function publish(work, images) {
    const { recipe, registry, ports, facts, plan, proof } = work;
    if (facts.hit !== undefined) {
        await writeTags(registry, recipe, facts.hit.index, plan.tags);
        return { digest: facts.hit.index.digest, repository: facts.hit.repository, images: childrenOf(facts.hit.index), tagged: true };
    }
    const sorted = new Map(recipe.platforms.flatMap((platform) => (images.has(platform) ? [[platform, images.get(platform)]] : [])));
    const index = await publishIndex(registry, recipe, sorted, proof, plan);
    logPin(ports, recipe, index);
    return { digest: index.digest, images: childrenOf(index), tagged: true };
}
async function reproduce(work) {
    const { inputs, ports, facts, recipe } = work;
    if (facts.hit === undefined) {
        const message = `${renderReference({ ...recipe.repository, tag: recipe.key })} is not published, so there is nothing to compare with`;
        throw (0,build/* refuse */.TR)({ code: 'E_BUILDER_REPRODUCIBLE', message, cure: 'Run the mode ensure first' });
    }
    const differences = await verifyReproducible(jobOf(work), facts.hit, inputs.platform, ports);
    if (differences.length > 0) {
        ports.summary.add(`### builder: two builds of one key differ\n\n${renderDifferences(differences)}`);
        throw (0,build/* refuse */.TR)(differenceProblem(differences));
    }
    ports.log.info('two builds of this key hold the same files, byte for byte');
    return { ...plannedState(work), reproducible: true };
}
function isTagged({ digest, tags }) {
    return digest !== undefined && tags.length === 0;
}
function plannedState({ plan }) {
    return { digest: plan.digest, images: plan.digests, tagged: isTagged(plan) };
}
function digestsOf(images) {
    return new Map([...images].map(([platform, { digest }]) => [platform, digest]));
}
function outputsOf({ recipe, plan, inputs, explanation }, state) {
    const repository = renderRepository(state.repository ?? plan.repository);
    const missing = state.digest === undefined ? recipe.platforms.filter((platform) => !state.images.has(platform)) : [];
    const legs = missing.map((platform) => {
        const runner = recipe.runners.get(platform);
        return runner === undefined ? { platform } : { platform, runner };
    });
    const artifact = inputs['hand-over'] === 'artifact' ? `artifact:${artifactOf(recipe)}` : '';
    return {
        repository,
        digest: state.digest ?? '',
        container: state.digest === undefined ? artifact : `${repository}@${state.digest}`,
        key: recipe.key,
        found: String(plan.digest !== undefined),
        tagged: String(state.tagged),
        missing: JSON.stringify(legs),
        digests: JSON.stringify(Object.fromEntries(state.images)),
        explanation: JSON.stringify(explanation?.changes ?? []),
        reproducible: state.reproducible === undefined ? '' : String(state.reproducible),
    };
}


/***/ }),

/***/ 5129:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  QP: () => (/* reexport */ defineAction),
  hF: () => (/* reexport */ input),
  EZ: () => (/* reexport */ kinds_namespaceObject),
  lq: () => (/* reexport */ optional),
  TL: () => (/* reexport */ parseInputs)
});

// NAMESPACE OBJECT: ./packages/contract/build/kinds.js
var kinds_namespaceObject = {};
__nccwpck_require__.r(kinds_namespaceObject);
__nccwpck_require__.d(kinds_namespaceObject, {
  boolean: () => (kinds_boolean),
  commas: () => (commas),
  digest: () => (digest),
  duration: () => (duration),
  enumeration: () => (enumeration),
  integer: () => (integer),
  json: () => (json),
  lines: () => (lines),
  path: () => (path),
  platform: () => (platform),
  secret: () => (secret),
  string: () => (string),
  tag: () => (tag),
  text: () => (kinds_text)
});

;// CONCATENATED MODULE: ./packages/contract/build/contract.js
/** An input that must be given, or that has a default. */
function input(kind, of) {
    return { kind, presence: 'always', ...of };
}
/** An input that may be left out; its value is then undefined. */
function optional(kind, of) {
    return { kind, presence: 'maybe', ...of };
}
/** Declares an action. Everything else that says what its inputs are is generated from this. */
function defineAction(contract) {
    return contract;
}

// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __nccwpck_require__(4956);
;// CONCATENATED MODULE: ./packages/contract/build/kinds.js

const bad = (message, cure) => (0,build/* err */._q)({ code: 'E_CONTRACT_VALUE', message, cure });
/** Any text on one line. */
function string(options = {}) {
    return {
        typeName: 'string',
        general: 'string',
        describe: options.describe ?? 'text on one line',
        parse: (text) => {
            if (/[\n\r\0]/.test(text))
                return bad('holds a line break', 'Write it on one line');
            if (options.pattern !== undefined && !options.pattern.test(text))
                return bad(`"${text}" does not fit`, `Write ${options.describe ?? `what matches ${options.pattern}`}`);
            return (0,build.ok)(text);
        },
    };
}
/** Text of several lines, kept as it is. */
function kinds_text() {
    return { typeName: 'text', general: 'string', describe: 'text of any length', parse: (value) => (0,build.ok)(value) };
}
/** `true` or `false` as YAML 1.2 core schema writes them; everything else is an error, never a silent false. */
function kinds_boolean() {
    return {
        typeName: 'boolean',
        general: 'boolean',
        describe: '`true` or `false`',
        parse: (value) => {
            if (/^(true|True|TRUE)$/.test(value))
                return (0,build.ok)(true);
            if (/^(false|False|FALSE)$/.test(value))
                return (0,build.ok)(false);
            return bad(`"${value}" is neither true nor false`, 'Write true or false');
        },
    };
}
function integer(range) {
    const describe = `a whole number from ${range.min} to ${range.max}`;
    return {
        typeName: 'integer',
        general: 'integer',
        describe,
        parse: (value) => {
            const number = /^-?[0-9]{1,15}$/.test(value) ? Number(value) : Number.NaN;
            return number >= range.min && number <= range.max ? (0,build.ok)(number) : bad(`"${value}" does not fit`, `Write ${describe}`);
        },
    };
}
function enumeration(...allowed) {
    const names = allowed.map((name) => `\`${name}\``).join(', ');
    return {
        typeName: 'enum',
        general: 'enum',
        allowed,
        describe: `one of ${names}`,
        parse: (value) => {
            const found = allowed.find((name) => name === value);
            return found === undefined ? bad(`"${value}" is not known here`, `Write one of ${allowed.join(', ')}`) : (0,build.ok)(found);
        },
    };
}
/** Items on lines of their own; blank lines are passed over, blanks around an item cut. All bad items are named. */
function lines(item) {
    return list(item, '\n', 'one a line');
}
/** Items separated by commas or line breaks. */
function commas(item) {
    return list(item, /[,\n]/, 'separated by commas or line breaks');
}
function list(item, separator, how) {
    return {
        typeName: `list of ${item.typeName}`,
        general: 'list',
        separator: separator === '\n' ? '\n' : ',',
        describe: `${item.describe}, ${how}`,
        parse: (value) => {
            const parts = value.split(separator).map((part) => part.trim());
            const parsed = parts.filter((part) => part !== '').map((part) => item.parse(part));
            const wrong = parsed.flatMap((result) => (result.ok ? [] : [result.error]));
            if (wrong.length > 0)
                return bad(wrong.map((problem) => problem.message).join('; '), wrong[0]?.cure ?? '');
            return (0,build.ok)(parsed.flatMap((result) => (result.ok ? [result.value] : [])));
        },
    };
}
/** A JSON value; its shape is checked by the action's plan, which knows it. */
function json() {
    return {
        typeName: 'json',
        general: 'string',
        describe: 'JSON',
        parse: (value) => {
            try {
                return (0,build.ok)(JSON.parse(value));
            }
            catch (cause) {
                return bad(`is no JSON: ${cause instanceof Error ? cause.message : String(cause)}`, 'Quote it with toJSON() where it comes from an expression');
            }
        },
    };
}
/** A path with `/`, relative to the workspace or absolute. */
function path() {
    return {
        typeName: 'path',
        general: 'string',
        describe: 'a path, relative to the workspace or absolute',
        parse: (value) => (/[\n\r\0]/.test(value) ? bad('holds a line break', 'Write one path') : (0,build.ok)(value)),
    };
}
function digest() {
    return { typeName: 'digest', general: 'string', describe: 'a digest, `sha256:` and 64 hexadecimal digits', parse: build/* parseDigest */.m };
}
function platform() {
    return { typeName: 'platform', general: 'string', describe: 'a platform such as `linux/arm64`', parse: build/* parsePlatform */.FL };
}
function tag() {
    return { typeName: 'tag', general: 'string', describe: 'a tag of a registry', parse: build/* parseTag */.ED };
}
/** `90s`, `15m`, `2h`: milliseconds. A number without a unit is refused, because nobody can tell what it means. */
function duration() {
    const units = { s: 1_000, m: 60_000, h: 3_600_000 };
    return {
        typeName: 'duration',
        general: 'string',
        describe: 'a duration such as `90s`, `15m` or `2h`',
        parse: (value) => {
            const match = /^([1-9][0-9]{0,5})([smh])$/.exec(value);
            return match === null
                ? bad(`"${value}" is no duration`, 'Write a whole number and s, m or h, such as 15m')
                : (0,build.ok)(Number(match[1]) * (units[match[2] ?? ''] ?? 0));
        },
    };
}
/** A value that is masked before anything is logged. */
function secret() {
    return { ...string(), typeName: 'secret', describe: 'a secret; it is masked', secret: true };
}

// EXTERNAL MODULE: ./node_modules/fastest-levenshtein/mod.js
var mod = __nccwpck_require__(1916);
;// CONCATENATED MODULE: ./packages/contract/build/parse.js


/** Parses what the workflow wrote, by input name. An absent or empty text counts as not given. All problems are reported at once. */
function parseInputs(contract, given) {
    const texts = trimAll(given);
    const found = [...unknownNames(contract, Object.keys(given)), ...brokenRules(contract.rules ?? [], texts)];
    const values = {};
    for (const [name, declared] of Object.entries(contract.inputs)) {
        const result = parseOne(name, declared, texts[name] ?? '');
        if (result.ok)
            values[name] = result.value;
        else
            found.push(result.error);
    }
    return found.length === 0 ? (0,build.ok)(values) : { ok: false, error: found };
}
function trimAll(given) {
    return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, value.trim()]));
}
function parseOne(name, declared, written) {
    // A default with an expression is the runner's to fill in: where it came out empty, nothing was given.
    const fallback = declared.default?.includes('${{') === true ? undefined : declared.default;
    const value = written === '' ? (fallback ?? '') : written;
    if (value === '') {
        if (declared.presence === 'maybe')
            return (0,build.ok)(undefined);
        // An empty list is written as nothing at all.
        if (fallback === '')
            return declared.kind.parse('');
        const message = 'is required and was not given';
        return { ok: false, error: { code: 'E_CONTRACT_REQUIRED', message, cure: `Give ${declared.kind.describe}`, at: { input: name } } };
    }
    const result = declared.kind.parse(value);
    if (result.ok)
        return result;
    return { ok: false, error: { ...result.error, at: { input: name } } };
}
function unknownNames(contract, names) {
    const known = Object.keys(contract.inputs);
    return names
        .filter((name) => !known.includes(name))
        .map((name) => ({
        code: 'E_CONTRACT_UNKNOWN_INPUT',
        message: `is no input of ${contract.name}`,
        cure: `${suggestion(name, known)}Known: ${known.join(', ')}`,
        at: { input: name },
    }));
}
/** Only a name that is near: a far-fetched guess misleads more than none. */
function suggestion(name, known) {
    const near = known.length === 0 ? undefined : (0,mod/* closest */.kp)(name, known);
    return near !== undefined && (0,mod/* distance */.Io)(name, near) <= Math.max(2, name.length / 3) ? `Did you mean "${near}"? ` : '';
}
function brokenRules(rules, texts) {
    return rules.flatMap(({ rule, inputs }) => {
        const given = inputs.filter((name) => (texts[name] ?? '') !== '');
        const names = inputs.join(', ');
        if (rule === 'exactly-one' && given.length !== 1)
            return [broken(`exactly one of ${names} must be given, not ${given.length}`, inputs)];
        if (rule === 'at-least-one' && given.length === 0)
            return [broken(`at least one of ${names} must be given`, inputs)];
        if (rule === 'together' && given.length !== 0 && given.length !== inputs.length)
            return [broken(`${names} go together`, inputs)];
        return [];
    });
}
function broken(message, inputs) {
    return { code: 'E_CONTRACT_RULE', message, cure: 'See the table of inputs in the README of the action', at: { input: inputs[0] } };
}

;// CONCATENATED MODULE: ./packages/contract/build/index.js





/***/ }),

/***/ 3816:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  HR: () => (/* reexport */ HttpFailure),
  Wv: () => (/* reexport */ pullFrom),
  l: () => (/* reexport */ retryHttp),
  Gv: () => (/* reexport */ standardRetry),
  ni: () => (/* reexport */ start)
});

// UNUSED EXPORTS: checkOutputs, createClock, createExec, createFiles, createHttp, fetchArtifacts, isTransient, missingArtifact, readInputs, readJob, recordName, retryAfter, takeArtifact

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __nccwpck_require__(1421);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __nccwpck_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __nccwpck_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __nccwpck_require__(6760);
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

;// CONCATENATED MODULE: external "node:stream/promises"
const external_node_stream_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:stream/promises");
;// CONCATENATED MODULE: ./packages/host/build/copy-tree.js


/** 1980-01-01: the first day that every archive format can write. */
const fixedTime = 315_532_800;
/**
 * Copies chosen entries of a folder into another one, so that the copy depends on nothing but their names, contents and whether they are
 * executable: modes are 0755 and 0644 whatever the umask was when the sources were checked out, and every time is the same.
 * Links are made again, not followed. Where the file system can share blocks, nothing is really copied. Folders that were there before are
 * made the same way as new ones (`fixed`), or are left alone (`kept`).
 */
function copyTree(from, to, entries, existing = 'fixed') {
    const folders = new Map([['.', existing === 'fixed' || !(0,external_node_fs_.existsSync)(to)]]);
    for (const { path, kind, executable, content } of entries) {
        for (let folder = kind === 'directory' ? path : (0,external_node_path_.dirname)(path); !folders.has(folder); folder = (0,external_node_path_.dirname)(folder)) {
            folders.set(folder, existing === 'fixed' || !(0,external_node_fs_.existsSync)((0,external_node_path_.join)(to, folder)));
        }
        const place = (0,external_node_path_.join)(to, path);
        (0,external_node_fs_.mkdirSync)(kind === 'directory' ? place : (0,external_node_path_.dirname)(place), { recursive: true });
        if (kind === 'link') {
            (0,external_node_fs_.symlinkSync)(content, place);
            (0,external_node_fs_.lutimesSync)(place, fixedTime, fixedTime);
        }
        else if (kind === 'file') {
            (0,external_node_fs_.copyFileSync)((0,external_node_path_.join)(from, path), place, external_node_fs_.constants.COPYFILE_FICLONE);
            (0,external_node_fs_.chmodSync)(place, executable ? 0o755 : 0o644);
            (0,external_node_fs_.utimesSync)(place, fixedTime, fixedTime);
        }
    }
    // Deepest first, because every write in a folder changes its time.
    const own = [...folders].filter(([, fixed]) => fixed).map(([folder]) => folder);
    for (const folder of own.sort((a, b) => b.length - a.length)) {
        (0,external_node_fs_.chmodSync)((0,external_node_path_.join)(to, folder), 0o755);
        (0,external_node_fs_.utimesSync)((0,external_node_path_.join)(to, folder), fixedTime, fixedTime);
    }
}

;// CONCATENATED MODULE: external "node:os"
const external_node_os_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:os");
// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __nccwpck_require__(5919);
// EXTERNAL MODULE: ./packages/kernel/build/index.js + 5 modules
var build = __nccwpck_require__(4956);
;// CONCATENATED MODULE: ./packages/host/build/digest-file.js





/** Large enough to keep OpenSSL busy, small enough to stay in the processor's cache. */
const chunk = 256 * 1024;
/** From here on a file is worth a thread of its own, which takes some 15 ms to start: hashing so much takes longer. */
const large = 32 * 1024 * 1024;
/**
 * Hashes files as sha256, each large one on a thread of its own and as many at once as there are processors, in constant memory. The calling
 * thread stays free meanwhile. Throws what opening a file throws (ENOENT), and a Defect where a file gets shorter while it is read.
 */
function createDigester(threads = (0,external_node_os_namespaceObject.availableParallelism)()) {
    const waiting = [];
    let running = 0;
    const enter = async () => {
        if (running < threads)
            running += 1;
        else
            await new Promise((go) => void waiting.push(go));
    };
    const leave = () => {
        const next = waiting.shift();
        // The place goes to the one that waited longest.
        if (next === undefined)
            running -= 1;
        else
            next();
    };
    return async (path) => {
        await enter();
        try {
            return await digestFile(path);
        }
        finally {
            leave();
        }
    };
}
async function digestFile(path) {
    const descriptor = (0,external_node_fs_.openSync)(path, 'r');
    try {
        const { size } = (0,external_node_fs_.fstatSync)(descriptor);
        const hex = size < large ? digestHere(descriptor, size) : await digestOnThread(descriptor, size);
        if (hex === undefined)
            throw new build/* Defect */.kl(`${path} became shorter while it was read`);
        return { digest: `sha256:${hex}`, size };
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
function digestHere(descriptor, size) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const bytes = Buffer.allocUnsafeSlow(Math.min(chunk, size));
    for (let offset = 0; offset < size;) {
        const count = (0,external_node_fs_.readSync)(descriptor, bytes, 0, Math.min(bytes.length, size - offset), offset);
        if (count === 0)
            return undefined;
        hash.update(bytes.subarray(0, count));
        offset += count;
    }
    return hash.digest('hex');
}
/** The same as a program, because a bundle is one file: a thread that started from a file would need another one. */
const program = `
const { createHash } = require('node:crypto')
const { readSync } = require('node:fs')
const { parentPort, workerData: { descriptor, size, chunk } } = require('node:worker_threads')
const hash = createHash('sha256')
const bytes = Buffer.allocUnsafeSlow(chunk)
let offset = 0
while (offset < size) {
  const count = readSync(descriptor, bytes, 0, Math.min(chunk, size - offset), offset)
  if (count === 0) break
  hash.update(bytes.subarray(0, count))
  offset += count
}
parentPort.postMessage(offset < size ? undefined : hash.digest('hex'))
`;
/** Descriptors belong to the whole process, so the thread reads the very file that was opened here. */
function digestOnThread(descriptor, size) {
    return new Promise((resolve, reject) => {
        const worker = new external_node_worker_threads_.Worker(program, { eval: true, workerData: { descriptor, size, chunk }, execArgv: [], env: {} });
        worker.once('message', resolve);
        worker.once('error', reject);
        worker.once('exit', (code) => reject(new build/* Defect */.kl(`the thread that hashes ended with ${code}`)));
    });
}

;// CONCATENATED MODULE: ./packages/host/build/error-code.js
/** The `code` of a system error, or an empty text. Not by `instanceof`: errors of Node's own modules may come from another realm. */
function errorCode(error) {
    return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

;// CONCATENATED MODULE: external "node:timers/promises"
const external_node_timers_promises_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:timers/promises");
;// CONCATENATED MODULE: ./packages/host/build/read-tree.js




/** Everything below a folder, sorted bytewise by path. Links are named, never followed: neither those inside, nor those that are folders. */
function readTree(folder) {
    const entries = [];
    const pending = [''];
    for (let prefix = pending.pop(); prefix !== undefined; prefix = pending.pop()) {
        for (const name of (0,external_node_fs_.readdirSync)((0,external_node_path_.join)(folder, prefix))) {
            const entry = readEntry(folder, `${prefix}${name}`);
            if (entry === undefined)
                continue;
            entries.push(entry);
            if (entry.kind === 'directory')
                pending.push(`${entry.path}/`);
        }
    }
    return sortBytewise(entries);
}
function readEntry(folder, path) {
    const found = (0,external_node_fs_.lstatSync)((0,external_node_path_.join)(folder, path), { throwIfNoEntry: false });
    // A name that is no UTF-8 comes out with another character in its place, under which there is nothing.
    if (found === undefined)
        return path.includes('\ufffd') ? { path, kind: 'other', executable: false } : undefined;
    if (found.isFile())
        return { path, kind: 'file', executable: (found.mode & 0o100) !== 0 };
    if (found.isSymbolicLink())
        return { path, kind: 'link', executable: false, target: (0,external_node_fs_.readlinkSync)((0,external_node_path_.join)(folder, path)) };
    return { path, kind: found.isDirectory() ? 'directory' : 'other', executable: false };
}
/** JavaScript compares UTF-16, whose order is that of UTF-8 as long as there are no surrogates: encoding every name would cost more than reading it. */
function sortBytewise(entries) {
    if (entries.some(({ path }) => /[\ud800-\udfff]/.test(path)))
        return entries.sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)));
    return entries.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
/** Fits into a processor's cache, and holds most source files whole. */
const read_tree_chunk = 256 * 1024;
/** After so many bytes, what waits (a socket, a signal) gets its turn. */
const turn = 16 * 1024 * 1024;
/**
 * The sha256 digests of files below a folder, by path. One buffer serves all of them, so memory does not grow with the files; reading is
 * synchronous, because waiting for each of many small files costs more than hashing it.
 */
async function digestFiles(folder, paths) {
    const buffer = Buffer.allocUnsafeSlow(read_tree_chunk);
    let read = 0;
    const pause = async (count) => {
        read += count;
        if (read < turn)
            return;
        read = 0;
        await (0,external_node_timers_promises_namespaceObject.setImmediate)();
    };
    const digests = new Map();
    for (const path of paths)
        digests.set(path, await digestOne((0,external_node_path_.join)(folder, path), buffer, pause));
    return digests;
}
async function digestOne(path, buffer, pause) {
    const descriptor = (0,external_node_fs_.openSync)(path, 'r');
    try {
        let count = fill(descriptor, buffer);
        await pause(count);
        if (count < buffer.length)
            return `sha256:${(0,external_node_crypto_.hash)('sha256', buffer.subarray(0, count))}`;
        const hasher = (0,external_node_crypto_.createHash)('sha256');
        for (; count > 0; count = fill(descriptor, buffer)) {
            hasher.update(buffer.subarray(0, count));
            await pause(count);
        }
        return `sha256:${hasher.digest('hex')}`;
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}
/** A read may bring less than was asked for, although the file goes on. */
function fill(descriptor, buffer) {
    let done = 0;
    while (done < buffer.length) {
        const count = (0,external_node_fs_.readSync)(descriptor, buffer, done, buffer.length - done, null);
        if (count === 0)
            break;
        done += count;
    }
    return done;
}

;// CONCATENATED MODULE: ./packages/host/build/files.js









/** Large enough to keep OpenSSL busy, small enough to stay in the processor's cache. */
const files_chunk = 256 * 1024;
function createFiles(context) {
    const at = (path) => (0,external_node_path_.resolve)(context.workspace, path);
    const digest = createDigester();
    return {
        resolve: at,
        readText: async (path) => (await (0,promises_.readFile)(at(path))).toString('utf8'),
        readBytes: (path) => (0,promises_.readFile)(at(path)),
        write: (path, content, mode) => replace(at(path), mode, (temporary) => (0,promises_.writeFile)(temporary, content, { mode: mode ?? 0o644 })),
        writeStream: (path, chunks, mode) => replace(at(path), mode, (temporary) => (0,external_node_stream_promises_namespaceObject.pipeline)(chunks, (0,external_node_fs_.createWriteStream)(temporary, { mode: mode ?? 0o644 }))),
        stream: (path) => (0,external_node_fs_.createReadStream)(at(path), { highWaterMark: files_chunk }),
        open: (path) => openReader(at(path)),
        info: (path) => readInfo(at(path)),
        list: async (path) => (await (0,promises_.readdir)(at(path))).sort(bytewise),
        glob: (patterns) => expand(context.workspace, patterns),
        makeFolder: async (path) => void (await (0,promises_.mkdir)(at(path), { recursive: true })),
        makeTemporary: async (prefix) => {
            await (0,promises_.mkdir)(context.temp, { recursive: true });
            return (0,promises_.mkdtemp)((0,external_node_path_.join)(context.temp, `${prefix}-`));
        },
        copy: async (from, to) => {
            await (0,promises_.mkdir)((0,external_node_path_.dirname)(at(to)), { recursive: true });
            await (0,promises_.copyFile)(at(from), at(to));
        },
        remove: (path) => (0,promises_.rm)(at(path), { recursive: true, force: true }),
        digest: (path) => digest(at(path)),
        readTree: async (folder) => readTree(at(folder)),
        digests: (folder, paths) => digestFiles(at(folder), paths),
        copyTree: async (from, to, entries, folders) => copyTree(at(from), at(to), entries, folders),
    };
}
function bytewise(a, b) {
    return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
/** Write-then-rename, so that a crash leaves the old file or the new one. */
async function replace(path, mode, write) {
    await (0,promises_.mkdir)((0,external_node_path_.dirname)(path), { recursive: true });
    const temporary = `${path}.${(0,external_node_crypto_.randomBytes)(6).toString('hex')}.part`;
    try {
        await write(temporary);
        // A mode that was asked for is meant, whatever the umask takes from new files.
        if (mode !== undefined)
            await (0,promises_.chmod)(temporary, mode);
        await (0,promises_.rename)(temporary, path);
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { force: true });
        throw error;
    }
}
function openReader(path) {
    const descriptor = (0,external_node_fs_.openSync)(path, 'r');
    const readInto = (offset, target) => {
        let done = 0;
        while (done < target.length) {
            const count = (0,external_node_fs_.readSync)(descriptor, target, done, target.length - done, offset + done);
            if (count === 0)
                break;
            done += count;
        }
        return done;
    };
    return {
        size: (0,external_node_fs_.fstatSync)(descriptor).size,
        read: (offset, length) => {
            const bytes = new Uint8Array(length);
            return bytes.subarray(0, readInto(offset, bytes));
        },
        readInto,
        close: () => (0,external_node_fs_.closeSync)(descriptor),
    };
}
async function readInfo(path) {
    try {
        const found = await (0,promises_.lstat)(path);
        const kind = found.isFile() ? 'file' : found.isDirectory() ? 'directory' : found.isSymbolicLink() ? 'link' : 'other';
        return { kind, size: found.size, mode: found.mode & 0o7777, ...(kind === 'link' ? { target: await (0,promises_.readlink)(path) } : {}) };
    }
    catch (error) {
        if (['ENOENT', 'ENOTDIR'].includes(errorCode(error)))
            return undefined;
        throw error;
    }
}
async function expand(workspace, patterns) {
    const absolute = patterns.map((pattern) => (pattern.startsWith('!') ? `!${(0,external_node_path_.resolve)(workspace, pattern.slice(1))}` : (0,external_node_path_.resolve)(workspace, pattern)));
    // Loaded when it is needed: it takes longer to load than to verify a binary.
    const { create } = await __nccwpck_require__.e(/* import() */ 412).then(__nccwpck_require__.bind(__nccwpck_require__, 6412));
    const globber = await create(absolute.join('\n'), { matchDirectories: false, followSymbolicLinks: false });
    const found = await globber.glob();
    return found.map((path) => (0,external_node_path_.relative)(workspace, path).split(external_node_path_.sep).join('/')).sort(bytewise);
}

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
        throw new Refusal(missing);
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
        throw refuse({ code: 'E_HOST_HANDOVER', message: `${record} is damaged`, cure, at: { input } });
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
        throw new Refusal(wrong);
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

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __nccwpck_require__(7067);
;// CONCATENATED MODULE: external "node:https"
const external_node_https_namespaceObject = __WEBPACK_EXTERNAL_createRequire(import.meta.url)("node:https");
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __nccwpck_require__(7075);
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

;// CONCATENATED MODULE: ./packages/host/build/ports.js
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

;// CONCATENATED MODULE: ./packages/host/build/http.js







const minute = 60_000;
const defaultLimit = 64 * 1024 * 1024;
/**
 * HTTP over node:http(s). `fetch` is not used: its header timeout runs while a body is still being sent, which ends long uploads.
 * Proxies are taken from the environment (HTTPS_PROXY, HTTP_PROXY, NO_PROXY).
 */
function createHttp(context) {
    const options = { keepAlive: true, proxyEnv: context.env };
    const agents = { 'http:': new external_node_http_.Agent(options), 'https:': new external_node_https_namespaceObject.Agent(options) };
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
        throw new HttpFailure('name', false, `${request.url} is neither http nor https`);
    const { body } = progress;
    const headers = { 'user-agent': context.userAgent, ...request.headers, ...(body === undefined ? {} : { 'content-length': String(body.size) }) };
    const start = url.protocol === 'https:' ? external_node_https_namespaceObject.request : external_node_http_.request;
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
        await (0,external_node_stream_promises_namespaceObject.pipeline)(external_node_stream_.Readable.from(counted(), { objectMode: false }), outgoing);
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
            throw new HttpFailure('too-large', true, `the answer to ${method} ${url} is longer than ${largest} bytes`);
        if (take === undefined)
            chunks.push(bytes);
        else
            await take(bytes);
    }
    const announced = incoming.headers['content-length'];
    if (announced !== undefined && method !== 'HEAD' && incoming.statusCode !== 304 && Number(announced) !== size) {
        throw new HttpFailure('truncated', true, `the answer to ${method} ${url} ended after ${size} of ${announced} bytes`);
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
    if (error instanceof HttpFailure)
        return error;
    const code = errorCode(error);
    const byCode = { ECONNREFUSED: 'refused', ENOTFOUND: 'name', EAI_AGAIN: 'name' };
    const why = reason ?? byCode[code] ?? (/^(ERR_TLS|CERT_|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED)/.test(code) ? 'tls' : 'reset');
    const { host } = new URL(request.url);
    return new HttpFailure(why, sent && why !== 'refused' && why !== 'name', `${request.method} to ${host} failed (${why}${code === '' ? '' : `, ${code}`})`, {
        cause: error,
    });
}

;// CONCATENATED MODULE: ./packages/host/build/job.js


const systems = { linux: 'linux', darwin: 'darwin', win32: 'windows' };
const architectures = { x64: 'amd64', arm64: 'arm64', ia32: '386', arm: 'arm' };
/** Reads the job from the runner's environment. */
function readJob(env, machine) {
    const of = (name) => env[name] ?? '';
    return {
        repository: of('GITHUB_REPOSITORY'),
        ref: of('GITHUB_REF'),
        refName: of('GITHUB_REF_NAME'),
        refType: of('GITHUB_REF_TYPE'),
        sha: of('GITHUB_SHA'),
        eventName: of('GITHUB_EVENT_NAME'),
        event: readEvent(of('GITHUB_EVENT_PATH')),
        actor: of('GITHUB_ACTOR'),
        runId: of('GITHUB_RUN_ID'),
        runAttempt: of('GITHUB_RUN_ATTEMPT'),
        apiUrl: env.GITHUB_API_URL ?? 'https://api.github.com',
        serverUrl: env.GITHUB_SERVER_URL ?? 'https://github.com',
        workspace: env.GITHUB_WORKSPACE ?? machine.cwd,
        temp: env.RUNNER_TEMP ?? (0,external_node_os_namespaceObject.tmpdir)(),
        platform: `${systems[machine.platform] ?? machine.platform}/${architectures[machine.arch] ?? machine.arch}`,
        variable: (name) => env[name],
    };
}
function readEvent(path) {
    if (path === '')
        return {};
    try {
        return JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
    }
    catch {
        // An action that needs the event says what it misses; the others do not care.
        return {};
    }
}
/** The inputs that the runner passes: `INPUT_` and the name in upper case, spaces as `_` (GitHub's "Metadata syntax", inputs). */
function readInputs(env, known) {
    const byVariable = new Map(known.map((name) => [variableOf(name), name]));
    const given = Object.entries(env).filter((entry) => entry[0].startsWith('INPUT_') && entry[1] !== undefined);
    return Object.fromEntries(given.map(([name, value]) => [byVariable.get(name) ?? name.slice('INPUT_'.length).toLowerCase(), value]));
}
function variableOf(name) {
    return `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;
}

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
    if (outcome instanceof HttpFailure)
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
            if (error instanceof HttpFailure)
                return error;
            throw error;
        });
        const last = number >= policy.tries || !isTransient(outcome);
        if (last && outcome instanceof HttpFailure)
            throw outcome;
        if (last)
            return outcome;
        const asked = outcome instanceof HttpFailure ? undefined : retryAfter(outcome, ports.clock.now());
        const wait = Math.min(asked ?? policy.wait * 2 ** (number - 1), policy.longestWait);
        const what = outcome instanceof HttpFailure ? outcome.message : `answer ${outcome.status}`;
        ports.log.info(`${what}; try ${number + 1} of ${policy.tries} in ${(wait / 1000).toFixed(1)} s`);
        await ports.clock.sleep(wait);
    }
}

// EXTERNAL MODULE: ./packages/contract/build/index.js + 3 modules
var contract_build = __nccwpck_require__(5129);
;// CONCATENATED MODULE: ./packages/host/build/clock.js
function createClock(signal) {
    return {
        now: () => Date.now(),
        sleep: (milliseconds) => new Promise((resolve) => {
            const timer = setTimeout(done, milliseconds);
            signal.addEventListener('abort', done, { once: true });
            if (signal.aborted)
                done();
            function done() {
                clearTimeout(timer);
                signal.removeEventListener('abort', done);
                resolve();
            }
        }),
    };
}

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
    return `${name}<<${delimiter}${external_node_os_namespaceObject.EOL}${value}${external_node_os_namespaceObject.EOL}${delimiter}${external_node_os_namespaceObject.EOL}`;
}
function print(line) {
    process.stdout.write(`${line}${external_node_os_namespaceObject.EOL}`);
}
/** Through the file that the runner gives for it, or as a command where there is none (`set-output` and `set-env` of old runners). */
function sayKeyValue(to, name, value) {
    const file = process.env[`GITHUB_${to}`];
    if (file !== undefined && file !== '')
        (0,external_node_fs_.appendFileSync)(file, formatKeyValue(name, value, `ghadelimiter_${(0,external_node_crypto_.randomUUID)()}`));
    else if (to === 'ENV')
        print(formatCommand('set-env', value, { name }));
    else
        print(`${external_node_os_namespaceObject.EOL}${formatCommand('set-output', value, { name })}`);
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
        const given = readInputs(process.env, Object.keys(contract.inputs));
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
    const job = readJob(process.env, { platform: process.platform, arch: process.arch, cwd: process.cwd() });
    const clean = Object.fromEntries(Object.entries(process.env).filter(([key]) => !key.startsWith('INPUT_')));
    return {
        exec: createExec({ env: clean, cwd: job.workspace, windows: process.platform === 'win32', print: (line) => log.info(line), signal }),
        files: createFiles(job),
        http: createHttp({ env: process.env, userAgent: `slipway-${name}`, signal }),
        clock: createClock(signal),
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

/***/ 4956:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __nccwpck_require__) => {


// EXPORTS
__nccwpck_require__.d(__webpack_exports__, {
  kl: () => (/* reexport */ Defect),
  P_: () => (/* reexport */ Refusal),
  NJ: () => (/* reexport */ architectureOf),
  ol: () => (/* reexport */ digestOf),
  _q: () => (/* reexport */ result_err),
  ZD: () => (/* reexport */ hexOf),
  Bc: () => (/* reexport */ isDigest),
  ok: () => (/* reexport */ result_ok),
  mJ: () => (/* reexport */ osOf),
  m: () => (/* reexport */ parseDigest),
  FL: () => (/* reexport */ parsePlatform),
  ED: () => (/* reexport */ parseTag),
  Bk: () => (/* reexport */ problems),
  TR: () => (/* reexport */ refuse),
  yM: () => (/* reexport */ renderProblem),
  oA: () => (/* reexport */ unwrap)
});

// UNUSED EXPORTS: fillPlatform, parseReleaseTag, renderPlace

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __nccwpck_require__(7598);
;// CONCATENATED MODULE: ./packages/kernel/build/result.js
function result_ok(value) {
    return { ok: true, value };
}
function result_err(error) {
    return { ok: false, error };
}
/** A failure made of problems: what parsers and plans return. */
function problems(...list) {
    return { ok: false, error: list };
}

;// CONCATENATED MODULE: ./packages/kernel/build/digest.js


const pattern = /^(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128})$/;
function isDigest(text) {
    return pattern.test(text);
}
function parseDigest(text) {
    if (isDigest(text))
        return result_ok(text);
    return result_err({
        code: 'E_KERNEL_DIGEST',
        message: `"${text}" is no digest`,
        cure: 'Write sha256: and 64 hexadecimal digits in lower case',
    });
}
/** The sha256 digest of bytes that are already in memory. */
function digestOf(bytes) {
    return `sha256:${(0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex')}`;
}
/** The hexadecimal part of a digest. */
function hexOf(digest) {
    return digest.slice(digest.indexOf(':') + 1);
}

;// CONCATENATED MODULE: ./packages/kernel/build/platform.js

const architectures = ['386', 'amd64', 'arm', 'arm64', 'loong64', 'mips64le', 'ppc64le', 'riscv64', 's390x'];
const systems = ['darwin', 'freebsd', 'linux', 'windows'];
const aliases = { x86_64: 'amd64', x64: 'amd64', aarch64: 'arm64', macos: 'darwin' };
/** Reads a platform; the names that other tools use (`x86_64`, `aarch64`, `macos`) are refused with Go's name as the cure. */
function parsePlatform(text) {
    const [os = '', architecture = '', variant, ...rest] = text.split('/');
    const variantFits = variant === undefined || /^v[0-9]+$/.test(variant);
    if (rest.length === 0 && systems.includes(os) && architectures.includes(architecture) && variantFits)
        return result_ok(text);
    const meant = text.split('/').map((part) => aliases[part] ?? part);
    const known = systems.includes(meant[0] ?? '') && architectures.includes(meant[1] ?? '');
    return result_err({
        code: 'E_KERNEL_PLATFORM',
        message: `"${text}" is no platform`,
        cure: known ? `Write ${meant.join('/')}` : "Write os/architecture in Go's names, such as linux/amd64 or darwin/arm64",
    });
}
function osOf(platform) {
    return platform.split('/')[0] ?? '';
}
function architectureOf(platform) {
    return platform.split('/')[1] ?? '';
}
/** Fills `{os}` and `{arch}` in a name, so that one text names a file or an artifact for every platform of a matrix. */
function fillPlatform(template, platform) {
    return template.replaceAll('{os}', osOf(platform)).replaceAll('{arch}', architectureOf(platform));
}

;// CONCATENATED MODULE: ./packages/kernel/build/problem.js
/** The user's input or policy forbids to go on. Shown as annotations, never with a stack. */
class Refusal extends Error {
    name = 'Refusal';
    problems;
    constructor(problems, options) {
        super(problems.map(renderProblem).join('\n'), options);
        this.problems = problems;
    }
}
/** Our own mistake, or a state that we believed impossible. Shown with its stack. */
class Defect extends Error {
    name = 'Defect';
}
/** A refusal made of one problem. */
function refuse(problem, options) {
    return new Refusal([problem], options);
}
/** The value of a result; throws a `Refusal` that holds its problems. For the edges: pure code passes results on. */
function unwrap(result) {
    if (result.ok)
        return result.value;
    throw new Refusal('code' in result.error ? [result.error] : result.error);
}
function renderPlace(at) {
    const position = [at.file, at.line, at.column].filter((part) => part !== undefined).join(':');
    return [at.input === undefined ? '' : `input ${at.input}`, position].filter((part) => part !== '').join(', ');
}
/** `place: message. Cure.` on one line. */
function renderProblem(problem) {
    const place = problem.at === undefined ? '' : renderPlace(problem.at);
    const cure = problem.cure === undefined ? '' : `. ${problem.cure}`;
    return `${place === '' ? '' : `${place}: `}${problem.message}${cure}`;
}

;// CONCATENATED MODULE: ./packages/kernel/build/tag.js

const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const number = '(0|[1-9][0-9]*)';
const identifier = '(?:0|[1-9][0-9]*|[0-9]*[A-Za-z-][0-9A-Za-z-]*)';
const releasePattern = new RegExp(`^v${number}\\.${number}\\.${number}(?:-(${identifier}(?:\\.${identifier})*))?$`);
function parseTag(text) {
    if (tagPattern.test(text))
        return result_ok(text);
    return result_err({
        code: 'E_KERNEL_TAG',
        message: `"${text}" is no tag of a registry`,
        cure: 'Use at most 128 letters, digits, "_", "." and "-", and begin with a letter, a digit or "_"',
    });
}
function parseReleaseTag(text) {
    const match = releasePattern.exec(text);
    if (match === null) {
        return err({
            code: 'E_KERNEL_RELEASE_TAG',
            message: `"${text}" is no release tag`,
            cure: 'Use v and a semantic version, such as v1.2.3 or v1.2.3-rc.1',
        });
    }
    const [, major = '', minor = '', patch = '', prerelease = ''] = match;
    return ok({ tag: text, version: text.slice(1), major: Number(major), minor: Number(minor), patch: Number(patch), prerelease });
}

;// CONCATENATED MODULE: ./packages/kernel/build/index.js







/***/ })

/******/ });
/************************************************************************/
/******/ // The module cache
/******/ var __webpack_module_cache__ = {};
/******/ 
/******/ // The require function
/******/ function __nccwpck_require__(moduleId) {
/******/ 	// Check if module is in cache
/******/ 	var cachedModule = __webpack_module_cache__[moduleId];
/******/ 	if (cachedModule !== undefined) {
/******/ 		return cachedModule.exports;
/******/ 	}
/******/ 	// Create a new module (and put it into the cache)
/******/ 	var module = __webpack_module_cache__[moduleId] = {
/******/ 		// no module.id needed
/******/ 		// no module.loaded needed
/******/ 		exports: {}
/******/ 	};
/******/ 
/******/ 	// Execute the module function
/******/ 	var threw = true;
/******/ 	try {
/******/ 		__webpack_modules__[moduleId].call(module.exports, module, module.exports, __nccwpck_require__);
/******/ 		threw = false;
/******/ 	} finally {
/******/ 		if(threw) delete __webpack_module_cache__[moduleId];
/******/ 	}
/******/ 
/******/ 	// Return the exports of the module
/******/ 	return module.exports;
/******/ }
/******/ 
/******/ // expose the modules object (__webpack_modules__)
/******/ __nccwpck_require__.m = __webpack_modules__;
/******/ 
/************************************************************************/
/******/ /* webpack/runtime/asset-relocator-loader */
/******/ if (typeof __nccwpck_require__ !== 'undefined') __nccwpck_require__.ab = decodeURIComponent(new URL('.', import.meta.url).pathname).slice(import.meta.url.match(/^file:\/\/\/\w:/) ? 1 : 0, -1) + "/";
/******/ 
/******/ /* webpack/runtime/async module */
/******/ (() => {
/******/ 	var webpackQueues = typeof Symbol === "function" ? Symbol("webpack queues") : "__webpack_queues__";
/******/ 	var webpackExports = typeof Symbol === "function" ? Symbol("webpack exports") : "__webpack_exports__";
/******/ 	var webpackError = typeof Symbol === "function" ? Symbol("webpack error") : "__webpack_error__";
/******/ 	var resolveQueue = (queue) => {
/******/ 		if(queue && queue.d < 1) {
/******/ 			queue.d = 1;
/******/ 			queue.forEach((fn) => (fn.r--));
/******/ 			queue.forEach((fn) => (fn.r-- ? fn.r++ : fn()));
/******/ 		}
/******/ 	}
/******/ 	var wrapDeps = (deps) => (deps.map((dep) => {
/******/ 		if(dep !== null && typeof dep === "object") {
/******/ 			if(dep[webpackQueues]) return dep;
/******/ 			if(dep.then) {
/******/ 				var queue = [];
/******/ 				queue.d = 0;
/******/ 				dep.then((r) => {
/******/ 					obj[webpackExports] = r;
/******/ 					resolveQueue(queue);
/******/ 				}, (e) => {
/******/ 					obj[webpackError] = e;
/******/ 					resolveQueue(queue);
/******/ 				});
/******/ 				var obj = {};
/******/ 				obj[webpackQueues] = (fn) => (fn(queue));
/******/ 				return obj;
/******/ 			}
/******/ 		}
/******/ 		var ret = {};
/******/ 		ret[webpackQueues] = x => {};
/******/ 		ret[webpackExports] = dep;
/******/ 		return ret;
/******/ 	}));
/******/ 	__nccwpck_require__.a = (module, body, hasAwait) => {
/******/ 		var queue;
/******/ 		hasAwait && ((queue = []).d = -1);
/******/ 		var depQueues = new Set();
/******/ 		var exports = module.exports;
/******/ 		var currentDeps;
/******/ 		var outerResolve;
/******/ 		var reject;
/******/ 		var promise = new Promise((resolve, rej) => {
/******/ 			reject = rej;
/******/ 			outerResolve = resolve;
/******/ 		});
/******/ 		promise[webpackExports] = exports;
/******/ 		promise[webpackQueues] = (fn) => (queue && fn(queue), depQueues.forEach(fn), promise["catch"](x => {}));
/******/ 		module.exports = promise;
/******/ 		body((deps) => {
/******/ 			currentDeps = wrapDeps(deps);
/******/ 			var fn;
/******/ 			var getResult = () => (currentDeps.map((d) => {
/******/ 				if(d[webpackError]) throw d[webpackError];
/******/ 				return d[webpackExports];
/******/ 			}))
/******/ 			var promise = new Promise((resolve) => {
/******/ 				fn = () => (resolve(getResult));
/******/ 				fn.r = 0;
/******/ 				var fnQueue = (q) => (q !== queue && !depQueues.has(q) && (depQueues.add(q), q && !q.d && (fn.r++, q.push(fn))));
/******/ 				currentDeps.map((dep) => (dep[webpackQueues](fnQueue)));
/******/ 			});
/******/ 			return fn.r ? promise : getResult();
/******/ 		}, (err) => ((err ? reject(promise[webpackError] = err) : outerResolve(exports)), resolveQueue(queue)));
/******/ 		queue && queue.d < 0 && (queue.d = 0);
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/create fake namespace object */
/******/ (() => {
/******/ 	var getProto = Object.getPrototypeOf ? (obj) => (Object.getPrototypeOf(obj)) : (obj) => (obj.__proto__);
/******/ 	var leafPrototypes;
/******/ 	// create a fake namespace object
/******/ 	// mode & 1: value is a module id, require it
/******/ 	// mode & 2: merge all properties of value into the ns
/******/ 	// mode & 4: return value when already ns object
/******/ 	// mode & 16: return value when it's Promise-like
/******/ 	// mode & 8|1: behave like require
/******/ 	__nccwpck_require__.t = function(value, mode) {
/******/ 		if(mode & 1) value = this(value);
/******/ 		if(mode & 8) return value;
/******/ 		if(typeof value === 'object' && value) {
/******/ 			if((mode & 4) && value.__esModule) return value;
/******/ 			if((mode & 16) && typeof value.then === 'function') return value;
/******/ 		}
/******/ 		var ns = Object.create(null);
/******/ 		__nccwpck_require__.r(ns);
/******/ 		var def = {};
/******/ 		leafPrototypes = leafPrototypes || [null, getProto({}), getProto([]), getProto(getProto)];
/******/ 		for(var current = mode & 2 && value; typeof current == 'object' && !~leafPrototypes.indexOf(current); current = getProto(current)) {
/******/ 			Object.getOwnPropertyNames(current).forEach((key) => (def[key] = () => (value[key])));
/******/ 		}
/******/ 		def['default'] = () => (value);
/******/ 		__nccwpck_require__.d(ns, def);
/******/ 		return ns;
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/define property getters */
/******/ (() => {
/******/ 	// define getter functions for harmony exports
/******/ 	__nccwpck_require__.d = (exports, definition) => {
/******/ 		for(var key in definition) {
/******/ 			if(__nccwpck_require__.o(definition, key) && !__nccwpck_require__.o(exports, key)) {
/******/ 				Object.defineProperty(exports, key, { enumerable: true, get: definition[key] });
/******/ 			}
/******/ 		}
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/ensure chunk */
/******/ (() => {
/******/ 	__nccwpck_require__.f = {};
/******/ 	// This file contains only the entry chunk.
/******/ 	// The chunk loading function for additional chunks
/******/ 	__nccwpck_require__.e = (chunkId) => {
/******/ 		return Promise.all(Object.keys(__nccwpck_require__.f).reduce((promises, key) => {
/******/ 			__nccwpck_require__.f[key](chunkId, promises);
/******/ 			return promises;
/******/ 		}, []));
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/get javascript chunk filename */
/******/ (() => {
/******/ 	// This function allow to reference async chunks
/******/ 	__nccwpck_require__.u = (chunkId) => {
/******/ 		// return url for filenames based on template
/******/ 		return "" + chunkId + ".index.js";
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/hasOwnProperty shorthand */
/******/ (() => {
/******/ 	__nccwpck_require__.o = (obj, prop) => (Object.prototype.hasOwnProperty.call(obj, prop))
/******/ })();
/******/ 
/******/ /* webpack/runtime/make namespace object */
/******/ (() => {
/******/ 	// define __esModule on exports
/******/ 	__nccwpck_require__.r = (exports) => {
/******/ 		if(typeof Symbol !== 'undefined' && Symbol.toStringTag) {
/******/ 			Object.defineProperty(exports, Symbol.toStringTag, { value: 'Module' });
/******/ 		}
/******/ 		Object.defineProperty(exports, '__esModule', { value: true });
/******/ 	};
/******/ })();
/******/ 
/******/ /* webpack/runtime/import chunk loading */
/******/ (() => {
/******/ 	// no baseURI
/******/ 	
/******/ 	// object to store loaded and loading chunks
/******/ 	// undefined = chunk not loaded, null = chunk preloaded/prefetched
/******/ 	// [resolve, Promise] = chunk loading, 0 = chunk loaded
/******/ 	var installedChunks = {
/******/ 		792: 0
/******/ 	};
/******/ 	
/******/ 	var installChunk = (data) => {
/******/ 		var {ids, modules, runtime} = data;
/******/ 		// add "modules" to the modules object,
/******/ 		// then flag all "ids" as loaded and fire callback
/******/ 		var moduleId, chunkId, i = 0;
/******/ 		for(moduleId in modules) {
/******/ 			if(__nccwpck_require__.o(modules, moduleId)) {
/******/ 				__nccwpck_require__.m[moduleId] = modules[moduleId];
/******/ 			}
/******/ 		}
/******/ 		if(runtime) runtime(__nccwpck_require__);
/******/ 		for(;i < ids.length; i++) {
/******/ 			chunkId = ids[i];
/******/ 			if(__nccwpck_require__.o(installedChunks, chunkId) && installedChunks[chunkId]) {
/******/ 				installedChunks[chunkId][0]();
/******/ 			}
/******/ 			installedChunks[ids[i]] = 0;
/******/ 		}
/******/ 	
/******/ 	}
/******/ 	
/******/ 	__nccwpck_require__.f.j = (chunkId, promises) => {
/******/ 			// import() chunk loading for javascript
/******/ 			var installedChunkData = __nccwpck_require__.o(installedChunks, chunkId) ? installedChunks[chunkId] : undefined;
/******/ 			if(installedChunkData !== 0) { // 0 means "already installed".
/******/ 	
/******/ 				// a Promise means "currently loading".
/******/ 				if(installedChunkData) {
/******/ 					promises.push(installedChunkData[1]);
/******/ 				} else {
/******/ 					if(true) { // all chunks have JS
/******/ 						// setup Promise in chunk cache
/******/ 						var promise = import("./" + __nccwpck_require__.u(chunkId)).then(installChunk, (e) => {
/******/ 							if(installedChunks[chunkId] !== 0) installedChunks[chunkId] = undefined;
/******/ 							throw e;
/******/ 						});
/******/ 						var promise = Promise.race([promise, new Promise((resolve) => (installedChunkData = installedChunks[chunkId] = [resolve]))])
/******/ 						promises.push(installedChunkData[1] = promise);
/******/ 					}
/******/ 				}
/******/ 			}
/******/ 	};
/******/ 	
/******/ 	// no prefetching
/******/ 	
/******/ 	// no preloaded
/******/ 	
/******/ 	// no external install chunk
/******/ 	
/******/ 	// no on chunks loaded
/******/ })();
/******/ 
/************************************************************************/
/******/ 
/******/ // startup
/******/ // Load entry module and return exports
/******/ // This entry module used 'module' so it can't be inlined
/******/ var __webpack_exports__ = __nccwpck_require__(1255);
/******/ __webpack_exports__ = await __webpack_exports__;
/******/ 
