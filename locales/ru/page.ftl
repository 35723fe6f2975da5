# Тексты страницы. Одни и те же ключи на каждом языке.

skip-to-map = Перейти к содержанию
nav-label = Проект
nav-maps = Карты
nav-data = Достаточно ли хороши мои данные?
language = Язык
sample-project = Пример компании, данные вымышлены

loading = Загрузка …
try-again = Повторить
close = Закрыть
copy = Копировать
copied = Скопировано

trouble-unreachable = Сервер не отвечает
trouble-unreachable-help = Возможно, он остановлен. Запустите его снова командой `wayline serve` и повторите попытку.
trouble-strange = Сервер ответил непонятным для этой страницы образом (статус { $status })
trouble-strange-help = Возможно, версии страницы и сервера различаются: обновите страницу.
trouble-unknown-map = Такой карты нет
trouble-unknown-key = Этого элемента на карте больше нет
trouble-no-events = В этом проекте ещё нет событий
trouble-map-unreadable = Файл карты не удаётся понять
trouble-refused = На это нельзя ответить
trouble-busy = Слишком много вопросов одновременно
trouble-too-slow = Ответ занял слишком много времени
trouble-data-damaged = Данные проекта повреждены
trouble-io = Отказ диска
trouble-internal = Ошибка в самой Wayline
trouble-bad-request = Запрос не удаётся понять
trouble-unknown-page = Такой страницы нет
trouble-back = К картам

maps-title = Карты
maps-steps =
    { $steps ->
        [one] { $steps } шаг
        [few] { $steps } шага
       *[many] { $steps } шагов
    } в { $stages ->
        [one] { $stages } этапе
       *[many] { $stages } этапах
    }
maps-none = Карт пока нет
maps-none-help = Создайте первую по событиям и обновите страницу:
data-none-help = Добавьте их и обновите страницу:

kind-current_state = Как есть
kind-future_state = Как будет
kind-day_in_the_life = Один день из жизни
kind-service_blueprint = Схема услуги
unit-customer = Клиенты на этом пути
unit-case = Обращения на этом пути
unit-account = Аккаунты на этом пути
unit-session = Сеансы на этом пути
unit-customer-sample = Клиенты в выборке
unit-case-sample = Обращения в выборке
unit-account-sample = Аккаунты в выборке
unit-session-sample = Сеансы в выборке
sampling-all = Все пути
sampling-random = Случайная выборка
sampling-outcome_selected = Выборка по исходу
sampling-unknown = Способ отбора не указан
tag-persona = Персона · { $name }
tag-span = { $from } – { $to }

health-label = Состояние пути и карты
health-events = { $events } событий
health-customers = { $events } событий · { $customers } клиентов
health-goal = Достигают цели
health-claims = Подкреплено данными
health-claims-note = из { $claims } утверждений · { $assumptions ->
        [one] { $assumptions } предположение
        [few] { $assumptions } предположения
       *[many] { $assumptions } предположений
    }
health-no-claims = на карте пока нет утверждений
health-explained = Объяснено картой
health-lowest = Худший момент
health-of = из { $n }
health-base = n = { $n }
health-range = { $low } – { $high }
health-unknown = пока неизвестно

view-label = Способы читать карту
view-map = Карта
view-table = Таблица
view-story = Рассказ
view-findings = Замечания
export = Экспорт
export-svg = Картинка (SVG)
export-png = Картинка (PNG)
export-pdf = Картинка (PDF)
export-pdf-a4 = Для печати на A4 (PDF)
export-pdf-a3 = Для печати на A3 (PDF)
export-html = Страница (HTML)
export-yaml = Текст (journey.yaml)
export-json = Данные (JSON)
export-of = Как на экране: { $what }

tags-label = Об этой карте
zoom-label = Размер карты
zoom-in = Крупнее
zoom-out = Мельче
zoom-fit = По размеру окна
map-grid = { $name }: стрелки переходят между элементами, Enter открывает основания
legend-label = Обозначения
legend-supported = подкреплено данными
legend-ageing = данные устаревают
legend-assumption = предположение
legend-contradicted = противоречит данным
notes-label = Полезно знать

grade-assumption = Предположение
grade-supported = Подкреплено данными
grade-ageing = Данные устаревают
grade-contradicted = Противоречит данным

evidence-panel = Основания
evidence-loading = Смотрим, что за этим стоит …
evidence-claim = Утверждение
evidence-why = Почему такая оценка
evidence-figures = Показатели
evidence-interval = 95% интервал от { $low } до { $high }
evidence-base = n = { $n }
evidence-low-base = мало наблюдений
evidence-as-of = на { $day }
evidence-sources = источник: { $sources }
evidence-unknown = Неизвестно
evidence-no-figures = За этим пока не стоит ни одного показателя.
evidence-csv = Показатели в CSV
evidence-repeat = Спросить снова
evidence-command = В терминале
evidence-question = Вопрос
evidence-verbatims = Что говорят клиенты
evidence-more-verbatims = Ещё { $count }
evidence-journeys =
    { $count ->
        [one] Пути за этим: { $shown } из { $count }
       *[many] Пути за этим: { $shown } из { $count }
    }
evidence-more-events =
    { $count ->
        [one] и ещё { $count } событие
        [few] и ещё { $count } события
       *[many] и ещё { $count } событий
    }
evidence-from-to = { $from } – { $to }

table-caption = { $map }: каждый шаг с его показателями
table-lane = Дорожка
lane-action = Что делает клиент
lane-count = { $unit ->
    [customer] Клиенты
    [case] Обращения
    [account] Аккаунты
    [session] Сеансы
   *[other] Пути
 }
lane-left = Ушли здесь
lane-open = Ещё в пути
lane-wait = Ожидание перед шагом
lane-channels = Каналы
lane-department = Отдел
lane-hand-overs = Передача дальше
lane-tasks = Наша задача
table-hand-over = кому: { $to }{ $what }
hand-over-what = { " – " }{ $what }
emotion-value = { $value } по шкале −2 … +2
nothing-known = –

counted = { $unit ->
    [customer] клиентов – { $count }
    [case] обращений – { $count }
    [account] аккаунтов – { $count }
    [session] сеансов – { $count }
   *[other] путей – { $count }
 }
story-steps = { $name }: { counted }
story-step-count = Через этот шаг проходят пути: { $count }.
story-step-taken = Через этот шаг проходит: { counted }.
story-step-uncounted = С этим шагом не связано ни одного события.
story-emotion = Что чувствуют: { $feel } { $value } (95% интервал от { $low } до { $high }, n = { $n }).
story-no-emotion = Никого не спросили, что здесь чувствуют.
story-left = Здесь уходят { $share } ({ $low } – { $high }, n = { $n }).
story-left-unknown = Сколько здесь уходит, неизвестно: { $why }.
story-paths = Пути в стороне от обычного порядка
story-path = { $from } → { $to }: { counted }
story-task = Наша задача: { $task }.
story-department = Клиента здесь обслуживает: { $department }.
story-ideas = Идеи:
story-hand-overs = Передачи между отделами
story-hand-over = { $from } → { $to }{ $what }
story-hand-over-measured = { $from } → { $to }{ $what }. Медиана { $wait }, { counted }.
story-asks = Они спрашивают: «{ $question }»
story-goal = Цель этой карты: { $goal }.
story-reach = Её достигают { $share } (всего { counted }).
story-lowest = Самый тяжёлый момент – «{ $step }» ({ $value } по шкале от −2 до +2).
story-worst = Больше всего мешает на шаге «{ $step }»: { $pain }.
story-lost = Это стоит примерно: { counted }.
story-claims = Утверждений на карте: { $claims }, из них { $what }.
story-supported = подтверждены данными – { $count }
story-ageing = на старых данных – { $count }
story-assumption = предположены – { $count }
story-contradicted = опровергнуты данными – { $count }
story-touchpoints = Здесь они встречают нас: { $what }.
story-channels = Они приходят через: { $what }.
story-needs = Им нужно: { $what }.
story-thinks = Они думают: «{ $what }»
story-wait = Половина приходит сюда в течение { $wait } после предыдущего шага.
story-ends = Здесь путь заканчивается.
story-emotion-bare = Что чувствуют: { $value } по шкале от −2 до +2 (95% интервал от { $low } до { $high }, n = { $n }).
story-emotion-assumed-bare = Предполагаемое чувство: { $value } по шкале от −2 до +2.
story-hurts = Что здесь мешает:
story-better = Что можно улучшить:
story-doing = Что делается:
story-serve = Как мы обслуживаем их здесь – { $what }.
story-effort = Затраты: { $weeks } человеко-недель.
story-due = срок { $day }
story-predict = Прогноз: { $predict }.

findings-title = Что не так с этой картой
findings-none = Ошибок на этой карте не найдено.
finding-edit = Изменить в редакторе: { $name }
finding-edit-map = Открыть карту в редакторе
finding-look = Показать на карте
quoted = «{ $name }»
finding-about = { $what }: { $name }
finding-assumptions-instead-of-data = Большая часть карты – предположения
finding-do-assumptions-instead-of-data = Дайте болевой точке утверждение, которое данные могут опровергнуть, свяжите шаг с событиями или уберите утверждение.
finding-one-touchpoint = Карта смотрит только на одно место
finding-do-one-touchpoint = Посмотрите, что происходит до и после, и измеряйте цель от первого этапа до последнего.
finding-one-department = Один отдел стоит особняком
finding-do-one-department = Спросите отделы до и после, какая часть их, и нарисуйте, где они передают клиента.
finding-never-updated = Часть данных слишком старая
finding-do-never-updated = Загрузите новые данные или спросите клиентов снова.
finding-no-action = С тем, что мешает, ничего не делается
finding-do-no-action = Добавьте к шагу возможность, а к ней меру с ответственным и сроком.
finding-no-action-planned = С тем, что могло бы стать лучше, ничего не делается
finding-do-no-action-planned = Добавьте к возможности меру с ответственным и сроком.
finding-no-action-overdue = Срок меры прошёл
finding-do-no-action-overdue = Отметьте его как внедрённое или отменённое либо назначьте другой срок.
finding-contradicted-claim = Данные говорят другое
finding-do-contradicted-claim = Посмотрите на данные, затем исправьте утверждение или уберите его.
finding-unknown-activity = Шаг связан с событием, которого нет
finding-do-unknown-activity = Выберите события шага заново из списка или загрузите недостающие данные.
finding-activity-matched-twice = У двух шагов одно событие
finding-do-activity-matched-twice = Оставьте событие у одного из них: событие – это один шаг.
finding-unbound-step = Шаг не связан с событиями
finding-do-unbound-step = Выберите события, которые и есть этот шаг; до тех пор он остаётся пустым.
finding-unmatched-events = Происходит то, чего нет на карте
finding-do-unmatched-events = Добавьте для этого шаг или свяжите с имеющимся.
finding-duplicate-step = У двух шагов одно имя
finding-do-duplicate-step = Назовите один из них иначе.
finding-orphan-path = Путь ведёт к шагу, которого нет
finding-do-orphan-path = Выберите на обоих концах шаг этой карты.
finding-hand-over = Передача между отделами не сходится
finding-do-hand-over = Исправьте отдел или нарисуйте передачу между этими шагами.
finding-unknown-lane = Строка неизвестна
finding-do-unknown-lane = Выберите строки карты заново.
finding-unreadable-limit = Предел времени не читается
finding-do-unreadable-limit = Напишите число с единицей: 45 s, 30 min, 2 h, 3 d.
severity-error = Ошибка
severity-warning = Предупреждение
severity-note = Замечание

data-title = Достаточно ли хороши мои данные?
data-intro = Что данные могут доказать и каких выводов из них делать нельзя.
data-facts = Что есть в данных
data-events = События
data-customers = Клиенты
data-cases = Обращения
data-journeys = Пути
data-span = Период
data-zone = Часовой пояс
data-sampling = Как отобрана выборка
data-cannot = Чего нельзя заключить
data-findings = Что вызывает сомнения
data-activities = Активности
data-activity = Активность
data-imputed = Время восстановлено
data-attributes = Атрибуты
data-attribute = Атрибут
data-missing = Без значения
data-distinct = Разных значений
data-feedback = Отзывы
data-kind = Вид
data-count = Количество
data-with-text = С текстом
data-with-rating = С оценкой
data-sources = Источники
data-source = Источник
data-rows = Прочитано строк
data-added = Добавлено
data-duplicates = Дубликаты
data-rejected = Отложено

feel-delighted = восторг
feel-excited = воодушевление
feel-proud = гордость
feel-satisfied = удовлетворение
feel-hopeful = надежда
feel-calm = спокойствие
feel-curious = любопытство
feel-wary = настороженность
feel-confused = растерянность
feel-impatient = нетерпение
feel-anxious = тревога
feel-frustrated = досада
feel-angry = злость
