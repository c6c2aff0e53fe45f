"""Agreement between coders: coefficients, their intervals, and the reasons where there are none."""

from focuskit.analysis.agreement.bootstrap import DrawnBy, choose_clusters, interval
from focuskit.analysis.agreement.compare import (
    CodeAgreement,
    Comparison,
    Continuum,
    DoubleCoded,
    JudgedUnit,
    PairAgreement,
)
from focuskit.analysis.agreement.krippendorff import nominal_alpha
from focuskit.analysis.agreement.nominal import cohen_kappa, fleiss_kappa, raw_agreement, unanimity
from focuskit.analysis.agreement.sets import DistanceName, alpha_of_sets
from focuskit.analysis.agreement.statistic import Additive, Reason, Statistic, encode, measure
from focuskit.analysis.agreement.summary import AgreementSummary, CoderFigures
from focuskit.analysis.agreement.unitising import (
    LabelledSpan,
    Unitised,
    bar_u_alpha,
    code_u_alpha,
    cu_alpha,
    u_alpha,
    unitise,
)

__all__ = [
    "Additive",
    "AgreementSummary",
    "CodeAgreement",
    "CoderFigures",
    "Comparison",
    "Continuum",
    "DistanceName",
    "DoubleCoded",
    "DrawnBy",
    "JudgedUnit",
    "LabelledSpan",
    "PairAgreement",
    "Reason",
    "Statistic",
    "Unitised",
    "alpha_of_sets",
    "bar_u_alpha",
    "choose_clusters",
    "code_u_alpha",
    "cohen_kappa",
    "cu_alpha",
    "encode",
    "fleiss_kappa",
    "interval",
    "measure",
    "nominal_alpha",
    "raw_agreement",
    "u_alpha",
    "unanimity",
    "unitise",
]
