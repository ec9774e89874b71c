import { readProperties, writeProperties, type Values } from "../../provider/src/plugin/properties";
import { messages, type rpc } from "../../provider/src/plugin/sdk";

export type Method =
  | "handshake"
  | "getSchema"
  | "checkConfig"
  | "diffConfig"
  | "configure"
  | "check"
  | "diff"
  | "create"
  | "read"
  | "update"
  | "delete"
  | "invoke"
  | "cancel"
  | "getPluginInfo"
  | "construct"
  | "call"
  | "parameterize"
  | "getMapping"
  | "getMappings"
  | "attach";

type Properties = Readonly<Record<string, unknown>>;

const urnOf = (resource: string) => `urn:pulumi:test::project::dingtalk:index:DriveSpace::${resource}`;
const urn = urnOf("a");

/** What the engine asks of a plugin, whatever lies between the two. */
export abstract class PluginCalls {
  /** One call. Rejects with what the engine would get. */
  abstract ask<Response>(method: Method, request: object): Promise<Response>;

  async configure(
    args: Properties = {},
    secrets: string[] = [],
    name = "default",
  ): Promise<rpc.ConfigureResponse> {
    const request = new messages.ConfigureRequest();
    request.setName(name);
    request.setArgs(writeProperties(args, new Set(secrets)));
    return this.ask("configure", request);
  }

  async check(news: Properties, { olds = {}, secrets = [] }: { olds?: Properties; secrets?: string[] } = {}) {
    const request = new messages.CheckRequest();
    request.setUrn(urn);
    request.setOlds(writeProperties(olds));
    request.setNews(writeProperties(news, new Set(secrets)));
    const response = await this.ask<rpc.CheckResponse>("check", request);
    return { ...readProperties(response.getInputs()), failures: failuresOf(response) };
  }

  async checkConfig(news: Properties): Promise<string[]> {
    const request = new messages.CheckRequest();
    request.setOlds(writeProperties({}));
    request.setNews(writeProperties(news));
    return failuresOf(await this.ask<rpc.CheckResponse>("checkConfig", request));
  }

  async diff(id: string, olds: Properties, news: Properties): Promise<rpc.DiffResponse.AsObject> {
    const request = new messages.DiffRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setOlds(writeProperties(olds));
    request.setNews(writeProperties(news));
    return (await this.ask<rpc.DiffResponse>("diff", request)).toObject();
  }

  async create(
    properties: Properties,
    { preview = false, secrets = [] }: { preview?: boolean; secrets?: string[] } = {},
  ): Promise<Values & { id: string }> {
    const request = new messages.CreateRequest();
    request.setUrn(urn);
    request.setPreview(preview);
    request.setProperties(writeProperties(properties, new Set(secrets)));
    const response = await this.ask<rpc.CreateResponse>("create", request);
    return { ...readProperties(response.getProperties()), id: response.getId() };
  }

  async read(
    id: string,
    properties: Properties = {},
    secrets: string[] = [],
  ): Promise<{ id: string; props: Values; inputs: Values }> {
    const request = new messages.ReadRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setProperties(writeProperties(properties, new Set(secrets)));
    const response = await this.ask<rpc.ReadResponse>("read", request);
    return {
      id: response.getId(),
      props: readProperties(response.getProperties()),
      inputs: readProperties(response.getInputs()),
    };
  }

  async update(
    id: string,
    olds: Properties,
    news: Properties,
    preview = false,
    secrets: string[] = [],
  ): Promise<Values> {
    const request = new messages.UpdateRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setOlds(writeProperties(olds));
    request.setNews(writeProperties(news, new Set(secrets)));
    request.setPreview(preview);
    return readProperties((await this.ask<rpc.UpdateResponse>("update", request)).getProperties());
  }

  async delete(id: string, properties: Properties, resource = "a"): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setUrn(urnOf(resource));
    request.setId(id);
    request.setProperties(writeProperties(properties));
    await this.ask("delete", request);
  }

  async invoke(name: string, args: Properties, secrets: string[] = []): Promise<Values> {
    const request = new messages.InvokeRequest();
    request.setTok(`dingtalk:index:${name}`);
    request.setArgs(writeProperties(args, new Set(secrets)));
    return readProperties((await this.ask<rpc.InvokeResponse>("invoke", request)).getReturn());
  }
}

const failuresOf = (response: rpc.CheckResponse): string[] =>
  response.getFailuresList().map((failure) => `${failure.getProperty()}: ${failure.getReason()}`);
