/** A space that somebody wants to have. */
export interface SpaceRequest {
  readonly name: string;
  readonly unionId: string;
  readonly allowDuplicateName?: boolean;
  /** Take over the one space that has the name already, instead of refusing. */
  readonly adoptExisting?: boolean;
}
