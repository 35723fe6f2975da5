//! What columns are often called. Hints only: the guess by content works without them.

/// What a column can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Customer,
    Case,
    Account,
    Session,
    Activity,
    Time,
    Channel,
}

impl Role {
    /// Its name in reports.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Case => "case",
            Self::Account => "account",
            Self::Session => "session",
            Self::Activity => "activity",
            Self::Time => "time",
            Self::Channel => "channel",
        }
    }

    /// Names with letters and digits only, in lower case; the surest first.
    #[expect(clippy::too_many_lines, reason = "a list")]
    fn hints(self) -> &'static [&'static str] {
        match self {
            Self::Customer => &[
                "customerid",
                "customer",
                "customeruniqueid",
                "clientid",
                "client",
                "userid",
                "user",
                "distinctid",
                "personid",
                "memberid",
                "visitorid",
                "contactid",
                "subscriberid",
                "anonymousid",
                "userpseudoid",
                "uid",
                "kunde",
                "kundennummer",
                "klient",
                "idklienta",
                "cliente",
                "клиент",
                "idклиента",
                "客户",
                "客户id",
                "用户",
                "用户id",
            ],
            Self::Case => &[
                "caseconceptname",
                "caseid",
                "case",
                "traceid",
                "trace",
                "orderid",
                "order",
                "ticketid",
                "ticket",
                "ticketnumber",
                "incidentid",
                "requestid",
                "claimid",
                "sprawa",
                "idsprawy",
                "fall",
                "fallid",
                "заказ",
                "обращение",
                "订单",
                "订单id",
                "工单",
            ],
            Self::Account => &[
                "accountid",
                "account",
                "companyid",
                "company",
                "organizationid",
                "tenantid",
                "konto",
                "账户",
            ],
            Self::Session => {
                &["sessionid", "session", "visitid", "gasessionid", "sesja", "сессия", "会话"]
            }
            Self::Activity => &[
                "conceptname",
                "activity",
                "activityname",
                "event",
                "eventname",
                "eventtype",
                "action",
                "task",
                "step",
                "status",
                "czynnosc",
                "czynność",
                "zdarzenie",
                "aktivität",
                "ereignis",
                "действие",
                "событие",
                "活动",
                "事件",
            ],
            Self::Time => &[
                "timetimestamp",
                "timestamp",
                "eventtime",
                "eventtimestamp",
                "time",
                "datetime",
                "occurredat",
                "createdat",
                "completetimestamp",
                "starttimestamp",
                "starttime",
                "ts",
                "date",
                "data",
                "czas",
                "zeit",
                "datum",
                "время",
                "дата",
                "时间",
                "日期",
            ],
            Self::Channel => &["channel", "kanal", "kanał", "canal", "канал", "渠道", "touchpoint"],
        }
    }

    /// How well a name fits, 0 … 1.
    pub(crate) fn fits(self, name: &str) -> f64 {
        let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
        let name = name.to_lowercase();
        let hints = self.hints();
        hints
            .iter()
            .position(|hint| *hint == name)
            .map_or(0.0, |at| 1.0 - 0.5 * at as f64 / hints.len() as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::Role;

    #[test]
    fn the_names_of_process_mining_tools_fit_best() {
        assert!(Role::Activity.fits("concept:name") > Role::Activity.fits("Activity"));
        assert!(Role::Case.fits("case:concept:name") > Role::Case.fits("Order ID"));
        assert!(Role::Time.fits("time:timestamp") > Role::Time.fits("date"));
        assert!(Role::Customer.fits("Customer_ID") > 0.9);
        assert!(Role::Customer.fits("x7").abs() < f64::EPSILON);
    }
}
