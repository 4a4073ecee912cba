import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { Broken } from "../../components/states";
import { savePdf } from "./pdf";

/** The line on paper: by the browser's own print, or as a document of the server's. */
export const Paper = ({ of: line }: { of: { id: string } }) => {
  const save = useMutation({ mutationFn: () => savePdf(line.id) });
  return (
    <div className="to-paper not-on-paper">
      <Button variant="default" size="sm" onClick={() => window.print()}>
        <Trans>Print</Trans>
      </Button>
      <Button variant="default" size="sm" loading={save.isPending} onClick={() => save.mutate()}>
        <Trans>Save as PDF</Trans>
      </Button>
      {save.error && <Broken inset error={save.error} reset={() => save.mutate()} />}
    </div>
  );
};
