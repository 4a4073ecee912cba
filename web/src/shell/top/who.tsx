import { Trans } from "@lingui/react/macro";
import { UnstyledButton } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { RefusedError } from "../../graphql/faults";
import { signOut } from "../../session/session";

/** Who reads, and the way out; whoever could not be signed out is told so. */
export const Who = ({ name }: { name: string }) => {
  const leaving = useMutation({
    mutationFn: signOut,
    // Somebody else is signed in by now: this page is not theirs.
    onError: (error) => error instanceof RefusedError && location.reload(),
  });
  return (
    <>
      <span className="who" title={name}>
        {name}
      </span>
      <UnstyledButton disabled={leaving.isPending} onClick={() => leaving.mutate()}>
        <Trans>Sign out</Trans>
      </UnstyledButton>
      {leaving.isError && (
        <span className="still" role="alert">
          <Trans>No answer: you may still be signed in. Sign out again.</Trans>
        </span>
      )}
    </>
  );
};
