import { Trans } from "@lingui/react/macro";

/** What an account of the demo can do, in a few words. */
export const Does = ({ account }: { account: string }) => {
  switch (account) {
    case "employee":
      return <Trans>one’s own pay, and why</Trans>;
    case "hr":
      return <Trans>records results, proposes scores, makes pay runs</Trans>;
    case "payroll":
      return <Trans>reviews pay runs</Trans>;
    case "finance":
      return <Trans>approves and closes pay runs, tries what-ifs</Trans>;
    case "assessor":
      return <Trans>confirms scores</Trans>;
    case "commune_hr":
      return <Trans>reads the people of one commune</Trans>;
    case "legislator":
      return <Trans>what-ifs, without seeing anybody</Trans>;
    case "auditor":
      return <Trans>reads everything, computes again</Trans>;
    case "admin":
      return <Trans>gives rights</Trans>;
    default:
      return account;
  }
};
