/** Takes bytes; the next ones may come when the promise is fulfilled. */
export type Take = (bytes: Uint8Array) => Promise<void>

class ReaderGone extends Error {
  override readonly name = 'ReaderGone'
}

/**
 * Turns a producer that hands bytes out into something that can be read: each piece waits until the one before has been used, so that no more
 * than one is held. What the producer throws is thrown to the reader; a reader that stops early makes the producer's next `take` reject.
 */
export async function* pullFrom(produce: (take: Take) => Promise<void>): AsyncGenerator<Uint8Array> {
  let next = createTurn()
  let gone = false
  let release: ((error?: Error) => void) | undefined
  const take: Take = (bytes) => {
    if (gone) return Promise.reject(new ReaderGone('nobody reads any more'))
    return new Promise((resolve, reject) => next.offer({ bytes, used: (error) => (error === undefined ? resolve() : reject(error)) }))
  }
  const ended = produce(take).then(
    () => next.offer(undefined),
    (error: unknown) => next.fail(error),
  )
  try {
    for (;;) {
      const offered = await next.promise
      if (offered === undefined) return
      next = createTurn()
      release = offered.used
      yield offered.bytes
      release()
    }
  } finally {
    gone = true
    release?.(new ReaderGone('nobody reads any more'))
    await ended
  }
}

type Offer = { readonly bytes: Uint8Array; readonly used: (error?: Error) => void }

function createTurn() {
  const { promise, resolve, reject } = Promise.withResolvers<Offer | undefined>()
  // A failure may come while the reader is busy with the piece before.
  promise.catch(() => {})
  return { promise, offer: resolve, fail: reject }
}
