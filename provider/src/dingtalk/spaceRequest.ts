/** A space that somebody wants to have. */
export interface SpaceRequest {
  readonly name: string;
  readonly unionId: string;
  readonly allowDuplicateName: boolean;
}
