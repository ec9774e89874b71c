/**
 * The source that Pulumi stores with every DriveSpace and evaluates where the provider runs. The usual way, a
 * serialized provider object, stores about 2,200 bytes twice with every resource, and the engine writes its
 * state at each step; this constant halves the time of `up`, needs no serializer in the user's program, and
 * lets an upgrade of the package reach refresh and destroy at once, since these run the text in the state.
 *
 * It stands in users' states: it, the sub-path and the name behind it are frozen for ever.
 */
export const providerText = 'exports.handler=()=>require("pulumi-dingtalk/runtime").driveSpace';
