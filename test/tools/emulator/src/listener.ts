import type { FastifyInstance } from "fastify";
import { makeCertificate, SecureFront, type HttpsOptions, type SecureLink } from "./secureFront";

const host = "127.0.0.1";

/** Where the emulator listens: plain, or behind a front that takes TLS off. */
export class Listener {
  readonly #https: HttpsOptions | undefined;
  #front: SecureFront | undefined;
  #certificate: string | undefined;
  #port: number;

  constructor(https: boolean | HttpsOptions = false, port = 0) {
    this.#https = https === true ? {} : https === false ? undefined : https;
    this.#port = port;
  }

  get port(): number {
    return this.#port;
  }

  get isSecure(): boolean {
    return this.#https !== undefined;
  }

  get endpoint(): string {
    return `${this.isSecure ? "https" : "http"}://${host}:${this.#port}`;
  }

  get certificate(): string | undefined {
    return this.#certificate;
  }

  async listen(http: FastifyInstance): Promise<void> {
    if (this.#https === undefined) {
      this.#port = Number(new URL(await http.listen({ host, port: this.#port })).port);
      return;
    }
    await http.ready();
    const made = await makeCertificate(this.#https);
    this.#certificate = made.certificate;
    this.#front = new SecureFront(made, (connection) => void http.server.emit("connection", connection));
    this.#port = await this.#front.listen(host, this.#port);
  }

  /** What lies under a connection, over https. */
  linkOf(connection: object): SecureLink | undefined {
    return this.#front?.linkOf(connection);
  }

  async close(): Promise<void> {
    await this.#front?.close();
  }
}
