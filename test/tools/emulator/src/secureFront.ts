import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { duplexPair, type Duplex } from "node:stream";
import { createSecureContext, TLSSocket } from "node:tls";

/** A key and its certificate, both as PEM. */
export interface Certificate {
  readonly key: string;
  readonly certificate: string;
}

export interface HttpsOptions {
  /** Names the certificate is for beside 127.0.0.1 and localhost. @default none */
  names?: readonly string[];
  /** From when on it is good. @default now */
  validFrom?: Date;
}

/** Makes a certificate that nobody trusts unless told to. */
export async function makeCertificate({ names = [], validFrom }: HttpsOptions = {}): Promise<Certificate> {
  // Loaded only for https: it is the largest part of the emulator.
  const { generate } = await import("selfsigned");
  const made = await generate([{ name: "commonName", value: "dingtalk-emulator" }], {
    keySize: 2048,
    ...(validFrom === undefined ? {} : { notBeforeDate: validFrom }),
    algorithm: "sha256",
    extensions: [
      {
        name: "subjectAltName",
        altNames: [
          { type: 7, ip: "127.0.0.1" },
          { type: 2, value: "localhost" },
          ...names.map((value) => ({ type: 2 as const, value })),
        ],
      },
    ],
  });
  return { key: made.private, certificate: made.cert };
}

/** A record of application data that no key has made. */
const forgedRecord = Buffer.concat([Buffer.from([0x17, 3, 3, 0, 32]), Buffer.alloc(32, 1)]);

/** One connection's outer side, which a fault breaks beneath the encryption. */
export class SecureLink {
  readonly #outside: Socket;
  readonly #inwards: Duplex;

  constructor(outside: Socket, inwards: Duplex) {
    this.#outside = outside;
    this.#inwards = inwards;
  }

  reset(): void {
    this.#outside.resetAndDestroy();
  }

  /** Bytes that are no TLS record. */
  sendGarbage(bytes: Buffer): void {
    this.#outside.end(bytes);
  }

  /** A forged record comes in, which our side of TLS answers with a fatal alert. */
  provokeAlert(): void {
    this.#inwards.write(forgedRecord);
  }
}

/** Takes TLS off connections and hands them on, so that an http server serves https. */
export class SecureFront {
  readonly #server: Server;
  readonly #links = new WeakMap<object, SecureLink>();
  readonly #open = new Set<Socket>();

  constructor({ key, certificate }: Certificate, serve: (connection: Duplex) => void) {
    const secureContext = createSecureContext({ key, cert: certificate });
    this.#server = createServer((outside) => {
      this.#open.add(outside);
      const [inwards, far] = duplexPair();
      outside.pipe(inwards).pipe(outside);
      outside.on("error", () => inwards.destroy());
      outside.on("close", () => {
        this.#open.delete(outside);
        inwards.destroy();
      });
      inwards.on("error", () => outside.destroy());
      inwards.on("close", () => outside.destroySoon());
      const plain = new TLSSocket(far, { isServer: true, secureContext });
      plain.on("error", () => undefined);
      plain.on("close", () => far.destroy());
      this.#links.set(plain, new SecureLink(outside, inwards));
      serve(plain);
    });
  }

  /** @returns the port */
  async listen(host: string, port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(port, host, resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /** What lies under a connection that was handed on. */
  linkOf(connection: object): SecureLink | undefined {
    return this.#links.get(connection);
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy();
    if (!this.#server.listening) return;
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}
