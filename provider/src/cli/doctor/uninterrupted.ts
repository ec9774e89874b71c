/** Does work that ends with what it began undone: the first Ctrl-C lets it finish, the second ends the process. */
export async function uninterrupted<T>(say: (line: string) => void, work: () => Promise<T>): Promise<T> {
  const hold = () => say("deleting what was made first. Press Ctrl-C again to end at once.");
  process.once("SIGINT", hold);
  try {
    return await work();
  } finally {
    process.off("SIGINT", hold);
  }
}
